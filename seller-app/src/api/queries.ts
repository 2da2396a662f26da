import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api, ask } from './client'
import type { Handling, OrderStatus } from './types'

/// What the server knows, by key. Features share these and never each other's components.
export const ordersQuery = (filter: { status?: OrderStatus; q?: string } = {}) =>
  infiniteQueryOptions({
    queryKey: ['orders', 'list', filter],
    queryFn: ({ pageParam, signal }) =>
      ask(api.GET('/api/orders', { params: { query: { ...filter, ...(pageParam === null ? {} : { cursor: pageParam }) } }, signal })),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })

export const orderQuery = (id: string) =>
  queryOptions({
    queryKey: ['orders', 'one', id],
    queryFn: ({ signal }) => ask(api.GET('/api/orders/{id}', { params: { path: { id } }, signal })),
  })

export const conversationsQuery = (filter: { handling?: Handling; q?: string } = {}) =>
  infiniteQueryOptions({
    queryKey: ['conversations', 'list', filter],
    queryFn: ({ pageParam, signal }) => {
      const { handling, q } = filter
      const query = {
        ...(handling === undefined ? {} : { state: handling }),
        ...(q === undefined ? {} : { q }),
        ...(pageParam === null ? {} : { cursor: pageParam }),
      }
      return ask(api.GET('/api/conversations', { params: { query }, signal }))
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })

export const conversationQuery = (id: string) =>
  queryOptions({
    queryKey: ['conversations', 'one', id],
    queryFn: ({ signal }) => ask(api.GET('/api/conversations/{id}', { params: { path: { id } }, signal })),
  })

export const messagesQuery = (conversationId: string) =>
  queryOptions({
    queryKey: ['messages', conversationId],
    queryFn: ({ signal }) =>
      ask(api.GET('/api/conversations/{id}/messages', { params: { path: { id: conversationId } }, signal })),
  })

export const channelsQuery = () =>
  queryOptions({
    queryKey: ['channels'],
    queryFn: ({ signal }) => ask(api.GET('/api/channels', { signal })),
  })
