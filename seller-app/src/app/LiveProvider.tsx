import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sessionFetch } from '@/api'
import { type LineState, type ServerEvent, stayOnTheLine } from '@/api/sse'
import { type Live, LiveContext, dismiss, toast, useFormat } from '@/ui'
import classes from './LiveProvider.module.css'

/// Which lists and things a live event makes stale. Only what is on the screen is asked for again.
const STALE: Record<string, ReadonlyArray<readonly string[]>> = {
  order: [['orders']],
  conversation: [['conversations'], ['messages']],
  message: [['conversations'], ['messages']],
  delivery: [['messages'], ['failed']],
  handoff: [['conversations'], ['messages']],
  stock: [],
  channel: [['channels']],
}

/// Events come in bursts (a message, its conversation, its order): they are gathered for this long, in milliseconds.
const GATHER = 150

/// What became of a message is told by whoever sent it, and its conversation may hear of it a little later than we do:
/// it is asked for once more after this long, in milliseconds.
const SETTLES = 2000

/// Listens to the shop's live line for as long as somebody is signed in, and keeps what the screen shows true.
export function LiveProvider({ children }: { children: ReactNode }) {
  const queries = useQueryClient()
  const { t } = useTranslation()
  const format = useFormat()
  const [line, setLine] = useState<LineState>('connecting')
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set())
  const [unseenOrders, setUnseenOrders] = useState(0)
  const watching = useRef(0)

  const announce = useRef<(event: ServerEvent) => void>(() => undefined)
  useEffect(() => {
    announce.current = (event) => {
      const news = parse(event)
      if (news === undefined) return
      if (event.event === 'order' && /placed$/i.test(news.type)) {
        setFresh((known) => new Set(known).add(news.id))
        if (watching.current === 0) setUnseenOrders((count) => count + 1)
        const { id, customerName, total, currency = '' } = news
        const what = [customerName, total === undefined ? undefined : format.money(total, currency)]
        toast({
          id: `order-${id}`,
          title: t('live.newOrder'),
          message: <Words what={what} id={`order-${id}`} to="/orders/$orderId" params={{ orderId: id }} />,
          stays: 9000,
        })
      }
      // an order that was just placed has its own toast
      if (event.event === 'handoff' && /handoff-?requested$/i.test(news.type) && news.reason !== 'order_confirmed') {
        const { id, customerName, reason } = news
        const what = [customerName, reason && t(`handoff.${reason}`, { defaultValue: reason.replaceAll('_', ' ') })]
        toast({
          id: `handoff-${id}`,
          tone: 'ask',
          title: t('live.handoff'),
          message: <Words what={what} id={`handoff-${id}`} to="/conversations/$conversationId" params={{ conversationId: id }} />,
          stays: 9000,
        })
      }
      // several of one conversation are told together
      if (event.event === 'delivery' && /message-?failed$/i.test(news.type) && news.conversationId !== undefined) {
        const { conversationId } = news
        const id = `undelivered-${conversationId}`
        toast({
          id,
          tone: 'bad',
          title: t('live.undelivered'),
          message: <Words what={[]} id={id} to="/conversations/$conversationId" params={{ conversationId }} />,
          stays: 9000,
        })
      }
    }
  })

  useEffect(() => {
    const stale = new Map<string, readonly string[]>()
    let gathering: ReturnType<typeof setTimeout> | undefined
    const refetchSoon = (keys: ReadonlyArray<readonly string[]>) => {
      for (const key of keys) stale.set(key.join('/'), key)
      gathering ??= setTimeout(() => {
        gathering = undefined
        const now = [...stale.values()]
        stale.clear()
        for (const queryKey of now) void queries.invalidateQueries({ queryKey })
      }, GATHER)
    }
    const settling = new Set<ReturnType<typeof setTimeout>>()
    const refetchLater = (keys: ReadonlyArray<readonly string[]>) => {
      const timer = setTimeout(() => {
        settling.delete(timer)
        refetchSoon(keys)
      }, SETTLES)
      settling.add(timer)
    }
    let wasLive = false
    const hangUp = stayOnTheLine({
      open: (lastId, signal) =>
        sessionFetch(
          new Request('/api/live', {
            headers: { Accept: 'text/event-stream', ...(lastId === '' ? {} : { 'Last-Event-ID': lastId }) },
            cache: 'no-store',
            signal,
          }),
        ),
      heard: (event) => {
        if (event.event === 'reset') void queries.invalidateQueries()
        else refetchSoon(STALE[event.event] ?? [])
        if (event.event === 'delivery') refetchLater(STALE.delivery ?? [])
        announce.current(event)
      },
      changed: (state) => {
        // what fell between two connections is replayed by the server; what it no longer has, we ask for
        if (state === 'live' && wasLive) void queries.invalidateQueries()
        wasLive ||= state === 'live'
        setLine(state)
      },
    })
    return () => {
      clearTimeout(gathering)
      settling.forEach(clearTimeout)
      hangUp()
    }
  }, [queries])

  const live = useMemo<Live>(
    () => ({
      line,
      fresh,
      unseenOrders,
      watchOrders: () => {
        watching.current += 1
        setUnseenOrders(0)
        return () => {
          watching.current -= 1
        }
      },
      opened: (orderId) =>
        setFresh((known) => {
          if (!known.has(orderId)) return known
          const rest = new Set(known)
          rest.delete(orderId)
          return rest
        }),
    }),
    [line, fresh, unseenOrders],
  )
  return <LiveContext value={live}>{children}</LiveContext>
}

type News = { type: string; id: string; conversationId?: string; customerName?: string; total?: number; currency?: string; reason?: string }

function parse(event: ServerEvent): News | undefined {
  try {
    const news = JSON.parse(event.data) as Partial<News>
    return typeof news.id === 'string' && typeof news.type === 'string' ? { ...news, id: news.id, type: news.type } : undefined
  } catch {
    return undefined // the lists were marked stale all the same; there is only nothing to announce
  }
}

function Words({ what, id, ...link }: { what: ReadonlyArray<string | undefined>; id: string; to: string; params: object }) {
  const { t } = useTranslation()
  return (
    <span className={classes.toast}>
      <span>{what.filter(Boolean).join(' · ')}</span>
      <Link {...link} className={classes.open} onClick={() => dismiss(id)}>
        {t('live.open')}
      </Link>
    </span>
  )
}
