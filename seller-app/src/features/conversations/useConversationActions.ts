import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, ask, type Conversation, conversationQuery, type Message, messagesQuery } from '@/api'
import { useTellProblem } from '@/ui'

/// Taking over, answering and giving back. Shown at once, undone and told when refused.
export function useConversationActions(id: string) {
  const queries = useQueryClient()
  const tellProblem = useTellProblem()
  const thread = conversationQuery(id).queryKey
  const talk = messagesQuery(id).queryKey

  const ahead = async (change: Partial<Conversation>) => {
    await queries.cancelQueries({ queryKey: thread })
    const before = queries.getQueryData(thread)
    queries.setQueryData(thread, (conversation) => conversation && { ...conversation, ...change })
    return () => queries.setQueryData(thread, before)
  }
  const shared = {
    onError: (failure: unknown, _: unknown, undo: (() => void) | undefined) => {
      undo?.()
      tellProblem(failure)
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['conversations'] }),
  }

  const takeOver = useMutation({
    mutationFn: () => ask(api.POST('/api/conversations/{id}/takeover', { params: { path: { id } } })),
    onMutate: () => ahead({ handling: 'PERSON', next: [] }),
    ...shared,
  })
  const giveBack = useMutation({
    mutationFn: () => ask(api.POST('/api/conversations/{id}/release', { params: { path: { id } } })),
    onMutate: () => ahead({ handling: 'ASSISTANT', next: [] }),
    ...shared,
  })
  const reply = useMutation({
    mutationFn: ({ text, key }: { text: string; key: string }) =>
      ask(api.POST('/api/conversations/{id}/messages', { params: { path: { id }, header: { 'Idempotency-Key': key } }, body: { text } })),
    onMutate: async ({ text, key }) => {
      const undoHandling = await ahead({ handling: 'PERSON' })
      await queries.cancelQueries({ queryKey: talk })
      const before = queries.getQueryData(talk)
      const said: Message = { id: key, from: 'SELLER', text, attachments: [], at: new Date().toISOString(), delivery: 'QUEUED', intent: null, edited: false, deleted: false }
      queries.setQueryData(talk, (talked) => talked && [...talked, said])
      return () => {
        undoHandling()
        queries.setQueryData(talk, before)
      }
    },
    ...shared,
    onSettled: () => Promise.all([queries.invalidateQueries({ queryKey: ['conversations'] }), queries.invalidateQueries({ queryKey: talk })]),
  })
  return { takeOver, giveBack, reply }
}
