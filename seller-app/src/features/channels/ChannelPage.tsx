import { Button, Skeleton } from '@mantine/core'
import { IconArrowLeft, IconCircleCheck, IconMessageOff, IconPlugX, IconSend } from '@tabler/icons-react'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, ask, type Channel, channelQuery, channelStatsQuery, failedQuery, type FailedMessage, type SetAside, setAsideQuery } from '@/api'
import { Ago, Empty, FilterChips, More, Page, PLATFORM_NAME, toast, Trouble, Undelivered, useFormat, useTellProblem } from '@/ui'
import classes from './channel.module.css'

const LISTS = ['failed', 'comments', 'events'] as const
type LeftoverList = (typeof LISTS)[number]

/// A channel's own page: its day in figures, and what did not get through on it: messages not delivered, comments left alone, what nobody could read.
export default function ChannelPage() {
  const { t } = useTranslation()
  const { channelId } = useParams({ from: '/members/channels/$channelId' })
  const { show = 'failed' } = useSearch({ from: '/members/channels/$channelId' })
  const navigate = useNavigate({ from: '/channels/$channelId' })
  const { data: channel, error, refetch } = useQuery(channelQuery(channelId))
  const name = channel === undefined ? t('leftover.link') : `${channel.name} · ${PLATFORM_NAME[channel.platform] ?? channel.platform}`
  return (
    <Page title={name} aside={show === 'failed' && channel !== undefined && <RetryAll channelId={channelId} />}>
      <Link to="/channels" className={classes.back}>
        <IconArrowLeft size={20} aria-hidden="true" /> {t('nav.channels')}
      </Link>
      {error !== null ? (
        <Trouble failure={error} again={() => void refetch()} />
      ) : (
        <>
          <Figures channelId={channelId} />
          <FilterChips
            label={t('leftover.show')}
            options={LISTS.map((value) => ({ value, label: t(`leftover.${value}`) }))}
            value={show}
            onChange={(value) => void navigate({ search: { show: value }, replace: true })}
          />
          {show === 'failed' ? <Failed channelId={channelId} /> : <Aside key={show} channelId={channelId} list={show} />}
          {channel?.next.includes('DISCONNECT') && <Disconnect channel={channel} />}
        </>
      )}
    </Page>
  )
}

function Figures({ channelId }: { channelId: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { data } = useQuery(channelStatsQuery(channelId))
  if (data === undefined) return <Skeleton height={84} radius={14} mb={16} />
  const figures = [
    ['in', format.count(data.messagesIn)],
    ['out', format.count(data.messagesOut)],
    ['failed', format.count(data.failures)],
    ['waiting', format.count(data.waiting)],
    ['answer', data.answerMillisP50 == null ? '–' : format.span(data.answerMillisP50)],
  ] as const
  return (
    <section aria-label={t('leftover.today.title')}>
      <dl className={classes.figures}>
        {figures.map(([name, figure]) => (
          <div key={name}>
            <dt>{t(`leftover.today.${name}`)}</dt>
            <dd>{figure}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function RetryAll({ channelId }: { channelId: string }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const tell = useTellProblem()
  const { data } = useInfiniteQuery(failedQuery(channelId))
  const retry = useMutation({
    mutationFn: () => ask(api.POST('/api/channels/{id}/failed/retry', { params: { path: { id: channelId } } })),
    onSuccess: ({ messages }) => {
      toast({ title: messages === 0 ? t('leftover.retriedNone') : t('leftover.retried', { count: messages }) })
      return queries.invalidateQueries({ queryKey: ['failed'] })
    },
    onError: tell,
  })
  if (data?.pages.some(({ items }) => items.some(({ next }) => next.includes('RETRY'))) !== true) return null
  return (
    <Button variant="default" leftSection={<IconSend size={18} aria-hidden="true" />} loading={retry.isPending} onClick={() => retry.mutate()}>
      {t('leftover.retryAll')}
    </Button>
  )
}

/// Ends it, once one is sure: it comes back only by connecting the account again.
function Disconnect({ channel: { id, name } }: { channel: Channel }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const tell = useTellProblem()
  const [asked, setAsked] = useState(false)
  const disconnect = useMutation({
    mutationFn: () => ask(api.DELETE('/api/channels/{id}', { params: { path: { id } } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['channels'] })
      toast({ title: t('leftover.disconnected', { name }) })
      await navigate({ to: '/channels' })
    },
    onError: tell,
  })
  return (
    <div className={classes.end}>
      {asked ? (
        <>
          <p role="alert">{t('leftover.disconnectSure', { name })}</p>
          <Button color="rose" loading={disconnect.isPending} onClick={() => disconnect.mutate()}>
            {t('leftover.disconnect')}
          </Button>
          <Button variant="default" onClick={() => setAsked(false)}>
            {t('leftover.disconnectNot')}
          </Button>
        </>
      ) : (
        <Button variant="subtle" color="rose" leftSection={<IconPlugX size={18} aria-hidden="true" />} onClick={() => setAsked(true)}>
          {t('leftover.disconnect')}
        </Button>
      )}
    </div>
  )
}

function Failed({ channelId }: { channelId: string }) {
  const queries = useQueryClient()
  const tell = useTellProblem()
  const list = useInfiniteQuery(failedQuery(channelId))
  const retry = useMutation({
    mutationFn: (replyId: string) => ask(api.POST('/api/channels/{id}/failed/{replyId}/retry', { params: { path: { id: channelId, replyId } } })),
    onError: tell,
    onSettled: () => queries.invalidateQueries({ queryKey: ['failed'] }),
  })
  return (
    <List list="failed" query={list}>
      {list.data?.pages.flatMap(({ items }) => items).map((message) => (
        <FailedRow key={message.replyId} message={message} trying={retry.isPending && retry.variables === message.replyId} retry={() => retry.mutate(message.replyId)} />
      ))}
    </List>
  )
}

function FailedRow({ message, retry, trying }: { message: FailedMessage; retry: () => void; trying: boolean }) {
  const { t } = useTranslation()
  const { personName, failedAt, text, code, reason, parts, partsSent, conversationId, next } = message
  return (
    <li className={classes.row}>
      <Head who={personName} at={failedAt} />
      <p className={classes.text} dir="auto">
        {text === '' ? <em>{t('leftover.noWords')}</em> : text}
      </p>
      <Undelivered reason={reason} retry={next.includes('RETRY') ? retry : undefined} trying={trying} />
      <p className={classes.small}>
        {partsSent > 0 && <span>{t('leftover.partly', { sent: partsSent, parts })}</span>}
        {code != null && <span>{t('leftover.code', { code })}</span>}
        <Link to="/conversations/$conversationId" params={{ conversationId }} className={classes.link}>
          {t('leftover.toConversation')}
        </Link>
      </p>
    </li>
  )
}

function Aside({ channelId, list }: { channelId: string; list: 'comments' | 'events' }) {
  const query = useInfiniteQuery(setAsideQuery(channelId, list === 'comments' ? 'COMMENT' : 'EVENT'))
  return (
    <List list={list} query={query}>
      {query.data?.pages.flatMap(({ items }) => items).map((one) => <AsideRow key={one.key} one={one} />)}
    </List>
  )
}

function AsideRow({ one: { kind, personName, receivedAt, reason, text, event } }: { one: SetAside }) {
  const { t } = useTranslation()
  return (
    <li className={classes.row}>
      {kind === 'COMMENT' ? <Head who={personName} at={receivedAt} /> : <Ago at={receivedAt} />}
      {text != null && (
        <p className={classes.text} dir="auto">
          {text}
        </p>
      )}
      <p>{t(`leftover.why.${reason}`, { defaultValue: t('leftover.why.other', { reason: reason ?? '?' }) })}</p>
      {event != null && (
        <details className={classes.raw}>
          <summary>{t('leftover.asItCame')}</summary>
          <pre tabIndex={0}>{event}</pre>
        </details>
      )}
    </li>
  )
}

function Head({ who, at }: { who: string | null | undefined; at: string }) {
  const { t } = useTranslation()
  return (
    <p className={classes.head}>
      <strong>{who ?? t('customer.unknown')}</strong> <Ago at={at} />
    </p>
  )
}

/// A list as it loads, empty or with what there is.
function List({ list, query, children }: { list: LeftoverList; query: ReturnType<typeof useInfiniteQuery>; children: ReactNode[] | undefined }) {
  const { t } = useTranslation()
  if (children === undefined) {
    return query.error !== null ? (
      <Trouble failure={query.error} again={() => void query.refetch()} />
    ) : (
      <div role="status" aria-label={t('state.loading')} className={classes.list}>
        <Skeleton height={96} radius={14} />
      </div>
    )
  }
  if (children.length === 0) {
    return <Empty icon={list === 'comments' ? IconMessageOff : IconCircleCheck} title={t(`leftover.none.${list}.title`)} text={t(`leftover.none.${list}.text`)} />
  }
  return (
    <>
      <ul className={classes.list} aria-label={t(`leftover.${list}`)}>
        {children}
      </ul>
      <More more={query.hasNextPage} loading={query.isFetchingNextPage} load={() => void query.fetchNextPage()} />
    </>
  )
}
