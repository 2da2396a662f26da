import { Button, Checkbox } from '@mantine/core'
import { IconAlertTriangle, IconBrandInstagram, IconBrandMessenger, IconCircleCheck } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, ask, connectSessionQuery, type SharedAccount } from '@/api'
import { Trouble, useTellProblem } from '@/ui'
import classes from './channels.module.css'

export type Way = 'instagram' | 'facebook'

const WAYS = [
  ['instagram', IconBrandInstagram],
  ['facebook', IconBrandMessenger],
] as const

/// Begins the platform's login: the browser leaves for it, and comes back to this page with what came of it.
export function useConnect() {
  const tell = useTellProblem()
  return useMutation({
    mutationFn: (way: Way) => ask(api.POST('/api/channels/connect/{way}/oauth', { params: { path: { way } } })),
    onSuccess: ({ authorizeUrl }) => window.location.assign(authorizeUrl),
    onError: tell,
  })
}

export function ConnectButtons() {
  const { t } = useTranslation()
  const connect = useConnect()
  return (
    <div className={classes.connect}>
      {WAYS.map(([way, Glyph]) => (
        <Button
          key={way}
          variant="default"
          leftSection={<Glyph size={20} stroke={1.7} aria-hidden="true" />}
          loading={connect.isPending && connect.variables === way}
          onClick={() => connect.mutate(way)}
        >
          {t(`channels.connect.${way}`)}
        </Button>
      ))}
      <Link to="/channels/connect" className={classes.other}>
        {t('channels.connect.another')}
      </Link>
    </div>
  )
}

/// What came of a login: an account more, a choice to make, or what stands in the way and what to do about it.
export function Outcome() {
  const { t } = useTranslation()
  const { connected, problem, missing, choose } = useSearch({ from: '/members/channels' })
  if (choose !== undefined) return <Choice session={choose} />
  if (connected !== undefined) {
    return (
      <Notice tone="good" title={t('channels.connect.connected', { name: connected })}>
        {t('channels.connect.connectedText')}
      </Notice>
    )
  }
  if (problem === undefined) return null
  return (
    <Notice tone="ask" title={t('channels.connect.failed')}>
      {t(`channels.connect.problem.${problem}`, { defaultValue: t('channels.connect.problem.other') })}
      {missing !== undefined && (
        <ul>
          {missing.split(',').map((permission) => (
            <li key={permission}>
              <code>{permission}</code>
            </li>
          ))}
        </ul>
      )}
    </Notice>
  )
}

function Notice({ tone, title, children }: { tone: 'good' | 'ask'; title: string; children: ReactNode }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const Sign = tone === 'good' ? IconCircleCheck : IconAlertTriangle
  return (
    <section className={classes.notice} data-tone={tone} role="status">
      <Sign size={22} stroke={1.8} aria-hidden="true" />
      <div className={classes.noticeWords}>
        <h2 className={classes.noticeTitle}>{title}</h2>
        <div>{children}</div>
      </div>
      <Button variant="subtle" size="compact-sm" onClick={() => void navigate({ to: '/channels', replace: true })}>
        {t('channels.connect.understood')}
      </Button>
    </section>
  )
}

function Choice({ session }: { session: string }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const client = useQueryClient()
  const tell = useTellProblem()
  const { data, error, refetch } = useQuery(connectSessionQuery(session))
  const [chosen, setChosen] = useState<readonly string[]>([])
  const connect = useMutation({
    mutationFn: () =>
      ask(api.POST('/api/channels/connect/sessions/{id}', { params: { path: { id: session } }, body: { accountIds: [...chosen] } })),
    onSuccess: async () => {
      const names = data?.accounts.filter(({ accountId }) => accountId != null && chosen.includes(accountId)).map(({ name }) => name)
      await client.invalidateQueries({ queryKey: ['channels'] })
      await navigate({ to: '/channels', search: { connected: names?.join(', ') ?? '' }, replace: true })
    },
    onError: tell,
  })
  if (error !== null) return <Trouble failure={error} again={() => void refetch()} />
  if (data === undefined) return null
  if (data.status !== 'CHOOSING' || data.accounts.length === 0) {
    return (
      <Notice tone="ask" title={t('channels.connect.failed')}>
        {t('channels.connect.problem.state_expired')}
      </Notice>
    )
  }
  return (
    <section className={classes.choice} aria-labelledby="choose-accounts">
      <h2 id="choose-accounts" className={classes.noticeTitle}>
        {t('channels.connect.choose')}
      </h2>
      <ul className={classes.accounts}>
        {data.accounts.map((account) => (
          <li key={`${account.pageId}-${account.accountId ?? ''}`}>
            <Account
              account={account}
              chosen={account.accountId != null && chosen.includes(account.accountId)}
              choose={(on) =>
                setChosen((before) => [...before.filter((id) => id !== account.accountId), ...(on && account.accountId != null ? [account.accountId] : [])])
              }
            />
          </li>
        ))}
      </ul>
      <Button disabled={chosen.length === 0} loading={connect.isPending} onClick={() => connect.mutate()}>
        {t('channels.connect.connectChosen', { count: chosen.length })}
      </Button>
    </section>
  )
}

function Account({ account, chosen, choose }: { account: SharedAccount; chosen: boolean; choose: (on: boolean) => void }) {
  const { t } = useTranslation()
  const problem =
    account.problem == null ? undefined : t(`channels.connect.problem.${account.problem}`, { defaultValue: account.problemDetail ?? account.problem })
  return (
    <Checkbox
      checked={chosen}
      disabled={account.problem != null}
      onChange={(event) => choose(event.currentTarget.checked)}
      label={account.username == null ? account.name : `${account.name} · @${account.username}`}
      description={problem ?? (account.name === account.pageName ? undefined : account.pageName)}
    />
  )
}
