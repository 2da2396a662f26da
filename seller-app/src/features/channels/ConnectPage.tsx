import { Button, PasswordInput, Skeleton, TextInput } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, ask, type ConnectWay, connectWaysQuery, Problem } from '@/api'
import { FilterChips, Page, Trouble, useTellProblem } from '@/ui'
import classes from './connect.module.css'

/// These are connected by the platform's own login.
const BY_LOGIN = new Set(['instagram', 'facebook'])

/// Connecting an account by what its platform gives out: a number and a token. What is asked for comes from the API.
export default function ConnectPage() {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(connectWaysQuery())
  const { way } = useSearch({ from: '/members/channels/connect' })
  const navigate = useNavigate({ from: '/channels/connect' })
  const ways = data?.items.filter((one) => !BY_LOGIN.has(one.way)) ?? []
  const chosen = ways.find((one) => one.way === way) ?? ways[0]
  return (
    <Page title={t('connectBy.title')}>
      <Link to="/channels" className={classes.back}>
        <IconArrowLeft size={20} aria-hidden="true" /> {t('nav.channels')}
      </Link>
      {chosen !== undefined ? (
        <>
          <FilterChips
            label={t('connectBy.what')}
            options={ways.map((one) => ({ value: one.way, label: t(`connectBy.way.${one.way}`, { defaultValue: one.way }) }))}
            value={chosen.way}
            onChange={(value) => void navigate({ search: { way: value }, replace: true })}
          />
          <Fields key={chosen.way} way={chosen} />
        </>
      ) : error !== null ? (
        <Trouble failure={error} again={() => void refetch()} />
      ) : (
        <div role="status" aria-label={t('state.loading')}>
          <Skeleton height={220} radius={14} />
        </div>
      )}
    </Page>
  )
}

/// What was typed, by the names the API has for its fields.
type Given = Readonly<Record<string, string>>

function Fields({ way: { way, accountIdIs, details } }: { way: ConnectWay }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const client = useQueryClient()
  const tell = useTellProblem()
  const [given, setGiven] = useState<Given>({})
  const shown = ['accountId', 'accessToken', 'name', ...details.map(({ name }) => `details.${name}`)]
  const connect = useMutation({
    mutationFn: (said: Given) => ask(api.POST('/api/channels/connect/{way}', { params: { path: { way } }, body: body(said) })),
    onSuccess: async ({ name }) => {
      await client.invalidateQueries({ queryKey: ['channels'] })
      await navigate({ to: '/channels', search: { connected: name }, replace: true })
    },
    onError: (failure) => {
      if (!(failure instanceof Problem) || !failure.fields.some((one) => shown.includes(one.field))) tell(failure)
    },
  })
  const complaint = (field: string) => {
    if (!(connect.error instanceof Problem) || !connect.error.fields.some((one) => one.field === field)) return undefined
    return t((connect.variables?.[field] ?? '').trim() === '' ? 'connectBy.missing' : 'connectBy.misshapen')
  }
  const field = (name: string) => ({
    value: given[name] ?? '',
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget
      setGiven((before) => ({ ...before, [name]: value }))
    },
    error: complaint(name),
    autoComplete: 'off',
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    connect.mutate(given)
  }
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <TextInput label={t(`connectBy.account.${way}`, { defaultValue: accountIdIs })} {...field('accountId')} />
      <PasswordInput label={t(`connectBy.token.${way}`, { defaultValue: t('connectBy.tokenOther') })} {...field('accessToken')} />
      <TextInput label={t('connectBy.name')} description={t('connectBy.nameHint')} {...field('name')} />
      {details.map(({ name, required, is }) => (
        <TextInput
          key={name}
          label={t(`connectBy.detail.${name}`, { defaultValue: is })}
          {...(!required && { description: t('connectBy.optional') })}
          {...field(`details.${name}`)}
        />
      ))}
      <Button type="submit" loading={connect.isPending}>
        {t('connectBy.connect')}
      </Button>
    </form>
  )
}

/// What is left blank is left out: the service says what it needs.
function body(given: Given) {
  const filled = Object.entries(given).filter(([, value]) => value.trim() !== '')
  const details = filled.filter(([name]) => name.startsWith('details.')).map(([name, value]) => [name.slice('details.'.length), value])
  const { accountId, accessToken, name } = Object.fromEntries(filled)
  return {
    ...(accountId !== undefined && { accountId }),
    ...(accessToken !== undefined && { accessToken }),
    ...(name !== undefined && { name }),
    details: Object.fromEntries(details) as Record<string, string>,
  }
}
