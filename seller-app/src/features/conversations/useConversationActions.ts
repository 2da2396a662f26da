import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, ask, type Conversation, conversationQuery, type Message, messagesQuery } from '@/api'
import { useTellProblem } from '@/ui'

/// Taking over, answering, sending again and giving back. Shown at once, undone and told when refused.
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
      const said: Message = { id: key, from: 'SELLER', text, attachments: [], at: new Date().toISOString(), delivery: 'QUEUED', intent: null, edited: false, deleted: false, next: [] }
      queries.setQueryData(talk, (talked) => talked && [...talked, said])
      return () => {
        undoHandling()
        queries.setQueryData(talk, before)
      }
    },
    ...shared,
    onSettled: () => Promise.all([queries.invalidateQueries({ queryKey: ['conversations'] }), queries.invalidateQueries({ queryKey: talk })]),
  })
  /// What comes of it is told by the live line: asked at once, the conversation may not have heard of it yet.
  const retry = useMutation({
    mutationFn: ({ channelId, messageId }: { channelId: string; messageId: string }) =>
      ask(api.POST('/api/channels/{id}/failed/{replyId}/retry', { params: { path: { id: channelId, replyId: messageId } } })),
    onMutate: async ({ messageId }) => {
      await queries.cancelQueries({ queryKey: talk })
      const before = queries.getQueryData(talk)
      queries.setQueryData(talk, (talked) => talked?.map((said) => (said.id === messageId ? { ...said, delivery: 'QUEUED' as const, failure: null, next: [] } : said)))
      return () => queries.setQueryData(talk, before)
    },
    onError: shared.onError,
  })
  return { takeOver, giveBack, reply, retry }
}
