import { Button, Textarea } from '@mantine/core'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey, type Order } from '@/api'
import { Ago } from '@/ui'
import classes from './order.module.css'
import { useMember } from './useMember'
import type { useOrderActions } from './useOrderActions'

const NOTE_MAX = 1000

/// For the shop only; the shopper never sees them.
export function Notes({ notes, addNote }: { notes: Order['notes']; addNote: ReturnType<typeof useOrderActions>['addNote'] }) {
  const { t } = useTranslation()
  const who = useMember()
  const [text, setText] = useState('')
  const key = useRef(newKey()) // one for each note: sending the same words again after a lost answer adds nothing twice
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const note = text.trim()
    if (note === '') return
    setText('')
    addNote.mutate(
      { text: note, key: key.current },
      {
        onSuccess: () => {
          key.current = newKey()
        },
        onError: () => setText((typedSince) => (typedSince === '' ? note : typedSince)),
      },
    )
  }
  return (
    <>
      {notes.length > 0 && (
        <ul className={classes.notes}>
          {notes.map((note) => (
            <li key={note.id}>
              <p>{note.text}</p>
              <p className={classes.small}>
                {`${who(note.by)} · `}
                <Ago at={note.at} />
              </p>
            </li>
          ))}
        </ul>
      )}
      <form onSubmit={submit} className={classes.noteForm}>
        <Textarea
          aria-label={t('order.newNote')}
          placeholder={t('order.newNote')}
          autosize
          minRows={1}
          maxRows={6}
          maxLength={NOTE_MAX}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={text.trim() === ''} loading={addNote.isPending}>
          {t('order.addNote')}
        </Button>
      </form>
    </>
  )
}
