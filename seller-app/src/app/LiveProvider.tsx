import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { conversationQuery, orderQuery, sessionFetch } from '@/api'
import { type LineState, type ServerEvent, stayOnTheLine } from '@/api/sse'
import { type Format, type Live, LiveContext, dismiss, toast, useFormat } from '@/ui'
import classes from './LiveProvider.module.css'

/// Which lists and things a live event makes stale. Only what is on the screen is asked for again.
const STALE: Record<string, ReadonlyArray<readonly string[]>> = {
  order: [['orders']],
  conversation: [['conversations'], ['messages']],
  message: [['conversations'], ['messages']],
  handoff: [['conversations'], ['messages']],
  stock: [],
  channel: [['channels']],
}

/// Events come in bursts (a message, its conversation, its order): they are gathered for this long, in milliseconds.
const GATHER = 150

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
      if (event.event === 'order' && /placed|captured/i.test(news.type)) {
        setFresh((known) => new Set(known).add(news.id))
        if (watching.current === 0) setUnseenOrders((count) => count + 1)
        void tellOrder(queries, format, news.id, t('live.newOrder'), t('live.open'))
      }
      if (event.event === 'handoff') void tellHandoff(queries, news.id, t('live.handoff'), t('live.open'), (code) => code && t(`handoff.${code}`, { defaultValue: '' }))
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

function parse(event: ServerEvent): { type: string; id: string } | undefined {
  try {
    const data = JSON.parse(event.data) as { type?: unknown; id?: unknown; orderId?: unknown; conversationId?: unknown }
    const id = event.event === 'order' ? (data.orderId ?? data.id) : (data.conversationId ?? data.id)
    return typeof id === 'string' ? { id, type: typeof data.type === 'string' ? data.type : '' } : undefined
  } catch {
    return undefined // the lists were marked stale all the same; there is only nothing to announce
  }
}

async function tellOrder(queries: QueryClient, format: Format, id: string, title: string, open: string): Promise<void> {
  const order = await queries.fetchQuery({ ...orderQuery(id), retry: 2 }).catch(() => undefined)
  const what = order && [order.customerName, format.money(order.total, order.currency)].filter(Boolean).join(' · ')
  toast({
    id: `order-${id}`,
    title,
    message: (
      <span className={classes.toast}>
        <span>{what ?? ''}</span>
        <Link to="/orders/$orderId" params={{ orderId: id }} className={classes.open} onClick={() => dismiss(`order-${id}`)}>
          {open}
        </Link>
      </span>
    ),
    stays: 9000,
  })
}

async function tellHandoff(
  queries: QueryClient,
  id: string,
  title: string,
  open: string,
  reason: (code: string | null) => string | null,
): Promise<void> {
  const conversation = await queries.fetchQuery({ ...conversationQuery(id), retry: 2 }).catch(() => undefined)
  // an order that was just placed has its own toast
  if (conversation === undefined || conversation.handoffReason === 'order_confirmed') return
  toast({
    id: `handoff-${id}`,
    title,
    tone: 'ask',
    message: (
      <span className={classes.toast}>
        <span>{[conversation.customerName, reason(conversation.handoffReason)].filter(Boolean).join(' · ')}</span>
        <Link
          to="/conversations/$conversationId"
          params={{ conversationId: id }}
          className={classes.open}
          onClick={() => dismiss(`handoff-${id}`)}
        >
          {open}
        </Link>
      </span>
    ),
    stays: 9000,
  })
}
