import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api, ask } from './client'
import type { Handling, Message, MessagePage, OrderStatus, SetAsideKind } from './types'

/// What the server knows, by key. Features share these and never each other's components.
export const ordersQuery = (filter: { status?: OrderStatus; q?: string } = {}) =>
  infiniteQueryOptions({
    queryKey: ['orders', 'list', filter],
    queryFn: ({ pageParam, signal }) =>
      ask(api.GET('/api/orders', { params: { query: { ...filter, ...(pageParam === null ? {} : { cursor: pageParam }) } }, signal })),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next ?? null,
  })

export const orderQuery = (id: string) =>
  queryOptions({
    queryKey: ['orders', 'one', id],
    queryFn: ({ signal }) => ask(api.GET('/api/orders/{id}', { params: { path: { id } }, signal })),
  })

export const conversationsQuery = (filter: { handling?: Handling; q?: string } = {}) =>
  infiniteQueryOptions({
    queryKey: ['conversations', 'list', filter],
    queryFn: ({ pageParam, signal }) =>
      ask(api.GET('/api/conversations', { params: { query: { ...filter, ...(pageParam === null ? {} : { cursor: pageParam }) } }, signal })),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next ?? null,
  })

export const conversationQuery = (id: string) =>
  queryOptions({
    queryKey: ['conversations', 'one', id],
    queryFn: ({ signal }) => ask(api.GET('/api/conversations/{id}', { params: { path: { id } }, signal })),
  })

export const messagesQuery = (conversationId: string) =>
  queryOptions({
    queryKey: ['messages', conversationId],
    queryFn: ({ signal }) => wholeTranscript(conversationId, signal),
  })

export const channelsQuery = () =>
  queryOptions({
    queryKey: ['channels'],
    queryFn: ({ signal }) => ask(api.GET('/api/channels', { signal })),
  })

export const channelQuery = (id: string) =>
  queryOptions({
    queryKey: ['channels', id],
    queryFn: ({ signal }) => ask(api.GET('/api/channels/{id}', { params: { path: { id } }, signal })),
  })

/// A channel's figures of today.
export const channelStatsQuery = (id: string) =>
  queryOptions({
    queryKey: ['channels', id, 'stats'],
    queryFn: ({ signal }) => ask(api.GET('/api/channels/{id}/stats', { params: { path: { id } }, signal })),
  })

/// In which ways accounts can be connected by hand, and what each asks for.
export const connectWaysQuery = () =>
  queryOptions({
    queryKey: ['connect', 'ways'],
    queryFn: ({ signal }) => ask(api.GET('/api/channels/connect', { signal })),
    staleTime: Infinity,
  })

/// What could not be sent on a channel.
export const failedQuery = (channelId: string) =>
  infiniteQueryOptions({
    queryKey: ['failed', channelId],
    queryFn: ({ pageParam, signal }) =>
      ask(api.GET('/api/channels/{id}/failed', { params: { path: { id: channelId }, query: pageParam === null ? {} : { cursor: pageParam } }, signal })),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next ?? null,
  })

/// What came in on a channel and was left alone or not understood.
export const setAsideQuery = (channelId: string, kind: SetAsideKind) =>
  infiniteQueryOptions({
    queryKey: ['set-aside', channelId, kind],
    queryFn: ({ pageParam, signal }) =>
      ask(
        api.GET('/api/channels/{id}/not-understood', {
          params: { path: { id: channelId }, query: { kind, ...(pageParam === null ? {} : { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next ?? null,
  })

/// A login of one's own at a platform: what was shared, or what went wrong.
export const connectSessionQuery = (id: string) =>
  queryOptions({
    queryKey: ['connect', id],
    queryFn: ({ signal }) => ask(api.GET('/api/channels/connect/sessions/{id}', { params: { path: { id } }, signal })),
  })

const MESSAGES_PAGE = 100
const TRANSCRIPT_PAGES_MAX = 50

/// Everything that was said, oldest first: the API gives it in pages from the beginning.
async function wholeTranscript(id: string, signal: AbortSignal): Promise<Message[]> {
  const said: Message[] = []
  let cursor: string | null = null
  for (let pages = 0; pages < TRANSCRIPT_PAGES_MAX; pages++) {
    const query: { limit: number; cursor?: string } = { limit: MESSAGES_PAGE, ...(cursor === null ? {} : { cursor }) }
    const page: MessagePage = await ask(api.GET('/api/conversations/{id}/messages', { params: { path: { id }, query }, signal }))
    said.push(...page.items)
    if (page.next == null) break
    cursor = page.next
  }
  return said
}
