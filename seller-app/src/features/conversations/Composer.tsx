import { Button, Textarea } from '@mantine/core'
import { IconSend2 } from '@tabler/icons-react'
import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Handling, newKey } from '@/api'
import classes from './thread.module.css'
import type { useConversationActions } from './useConversationActions'

const TEXT_MAX = 1000 // what Instagram and Messenger take in one message

/// Where the seller writes. Sending takes the conversation over.
export function Composer({ handling, reply }: { handling: Handling; reply: ReturnType<typeof useConversationActions>['reply'] }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const failed = useRef<{ text: string; key: string }>(undefined)

  const send = () => {
    const words = text.trim()
    if (words === '' || reply.isPending) return
    // the same words after a lost answer go under the same key, so the shopper reads them once
    const message = failed.current?.text === words ? failed.current : { text: words, key: newKey() }
    setText('')
    reply.mutate(message, {
      onSuccess: () => {
        failed.current = undefined
      },
      onError: () => {
        failed.current = message
        setText((typedSince) => (typedSince === '' ? words : typedSince))
      },
    })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const hasKeyboard = matchMedia('(hover: hover) and (pointer: fine)').matches
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing && hasKeyboard) {
      event.preventDefault()
      send()
    }
  }
  return (
    <form onSubmit={submit} className={classes.composer}>
      <Textarea
        aria-label={t('conversation.reply')}
        placeholder={handling === 'PERSON' ? t('conversation.reply') : t('conversation.replyTakesOver')}
        autosize
        minRows={1}
        maxRows={5}
        maxLength={TEXT_MAX}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <Button type="submit" aria-label={t('conversation.send')} disabled={text.trim() === ''} className={classes.send}>
        <IconSend2 size={20} aria-hidden="true" />
      </Button>
    </form>
  )
}
