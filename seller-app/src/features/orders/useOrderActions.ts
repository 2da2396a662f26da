import { type InfiniteData, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, ask, newKey, type Order, type OrderPage, orderQuery, type OrderStatus, session } from '@/api'
import { useTellProblem } from '@/ui'

/// What can be done to an order. The screen changes at once; what the server refuses is undone and told.
export function useOrderActions(id: string) {
  const queries = useQueryClient()
  const tellProblem = useTellProblem()

  const ahead = async (change: Partial<Order>) => {
    await queries.cancelQueries({ queryKey: ['orders'] })
    const before = queries.getQueriesData({ queryKey: ['orders'] })
    queries.setQueryData(orderQuery(id).queryKey, (order) => order && { ...order, ...change })
    queries.setQueriesData<InfiniteData<OrderPage>>({ queryKey: ['orders', 'list'] }, (list) => {
      if (list === undefined) return list
      const { status, paymentStatus } = change
      const shown = { ...(status && { status }), ...(paymentStatus && { paymentStatus }) }
      const pages = list.pages.map((page) => ({ ...page, items: page.items.map((order) => (order.id === id ? { ...order, ...shown } : order)) }))
      return { ...list, pages }
    })
    return () => {
      for (const [key, data] of before) queries.setQueryData(key, data)
    }
  }
  const shared = {
    onError: (failure: unknown, _: unknown, undo: (() => void) | undefined) => {
      undo?.()
      tellProblem(failure)
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['orders'] }),
  }

  const changeStatus = useMutation({
    mutationFn: (body: { status: OrderStatus; reason?: string }) => ask(api.PATCH('/api/orders/{id}/status', { params: { path: { id } }, body })),
    onMutate: ({ status }) => ahead({ status, next: [] }),
    ...shared,
  })
  const recordPayment = useMutation({
    mutationFn: (body: { method: string; reference?: string }) =>
      ask(api.POST('/api/orders/{id}/payments', { params: { path: { id }, header: { 'Idempotency-Key': newKey() } }, body })),
    onMutate: () => {
      const next = queries.getQueryData(orderQuery(id).queryKey)?.next ?? []
      return ahead({ paymentStatus: 'PAID', next: next.filter((action) => action !== 'PAID') })
    },
    ...shared,
  })
  const addNote = useMutation({
    mutationFn: ({ text, key }: { text: string; key: string }) =>
      ask(api.POST('/api/orders/{id}/notes', { params: { path: { id }, header: { 'Idempotency-Key': key } }, body: { text } })),
    onMutate: ({ text, key }) => {
      const by = session.now.state === 'in' ? session.now.session.user.id : ''
      const notes = queries.getQueryData(orderQuery(id).queryKey)?.notes ?? []
      return ahead({ notes: [...notes, { id: key, text, by, at: new Date().toISOString() }] })
    },
    ...shared,
  })
  return { changeStatus, recordPayment, addNote }
}
