import { IconAlertTriangle, IconCheck, IconChecks, IconClock, IconPaperclip, IconSparkles } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Message } from '@/api'
import { type Format, useFormat, useNow } from './format'
import classes from './Transcript.module.css'
import { Undelivered } from './Undelivered'

/// A conversation as it was said, oldest first, with what the assistant understood and why something did not arrive.
///
/// @param retry sends a message again, where that may be done here
export function Transcript({ messages, customerName, retry }: { messages: readonly Message[]; customerName: string | null | undefined; retry?: (messageId: string) => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const inOrder = messages.toSorted((a, b) => a.at.localeCompare(b.at))
  return (
    <ol className={classes.transcript} aria-label={t('conversation.transcript')}>
      {inOrder.map((message, index) => {
        const before = inOrder[index - 1]
        const newDay = before === undefined || format.dayKey(before.at) !== format.dayKey(message.at)
        const newSpeaker = newDay || before.from !== message.from
        return (
          <li key={message.id} className={classes.item} data-from={message.from} data-first={newSpeaker || undefined}>
            {newDay && <span className={classes.day}>{format.day(message.at, now)}</span>}
            {newSpeaker && <Speaker message={message} customerName={customerName} />}
            <Bubble message={message} format={format} />
            {message.delivery === 'FAILED' && (
              <div className={classes.undelivered}>
                <Undelivered reason={message.failure} retry={retry !== undefined && message.next.includes('RETRY') ? () => retry(message.id) : undefined} />
              </div>
            )}
          </li>
        )
      })}
    </ol>
  )
}

function Speaker({ message, customerName }: { message: Message; customerName: string | null | undefined }) {
  const { t } = useTranslation()
  switch (message.from) {
    case 'SHOPPER':
      return <span className={classes.speaker}>{customerName ?? t('customer.unknown')}</span>
    case 'ASSISTANT':
      return (
        <span className={classes.speaker}>
          <IconSparkles size={14} aria-hidden="true" /> {t('conversation.assistant')}
        </span>
      )
    case 'SELLER':
      return <span className={classes.speaker}>{t('conversation.shop')}</span>
  }
}

function Bubble({ message, format }: { message: Message; format: Format }) {
  const { t } = useTranslation()
  return (
    <>
      <div className={classes.bubble} dir="auto">
        {message.quoted != null && <Quote {...message.quoted} />}
        {message.deleted ? <em>{t('conversation.deleted')}</em> : message.text}
        {!message.deleted && message.attachments.map((attachment, index) => <Attachment key={index} {...attachment} />)}
      </div>
      <span className={classes.foot}>
        <time dateTime={message.at}>{format.time(message.at)}</time>
        {message.reaction != null && <span title={t('conversation.reaction')}>{message.reaction}</span>}
        {message.edited && <span>{t('conversation.edited')}</span>}
        {message.intent != null && message.from === 'SHOPPER' && (
          <span title={t('conversation.understoodAs')}>{t(`intent.${message.intent}`, { defaultValue: message.intent.replaceAll('_', ' ') })}</span>
        )}
        {message.delivery != null && message.from !== 'SHOPPER' && <DeliverySign delivery={message.delivery} />}
      </span>
    </>
  )
}

function Quote({ text }: NonNullable<Message['quoted']>) {
  const { t } = useTranslation()
  return (
    <blockquote className={classes.quote} aria-label={t('conversation.quoted')}>
      {text ?? t('conversation.quotedUnknown')}
    </blockquote>
  )
}

function Attachment({ kind, url, title }: Message['attachments'][number]) {
  const { t } = useTranslation()
  const name = title ?? t(`attachment.${kind.toLowerCase()}`, { defaultValue: t('attachment.file') })
  if (url == null || !/^https?:|^\//.test(url)) {
    return (
      <span className={classes.attachment}>
        <IconPaperclip size={16} aria-hidden="true" /> {name}
      </span>
    )
  }
  return (
    <a className={classes.attachment} href={url} target="_blank" rel="noreferrer">
      {kind.toLowerCase() === 'image' ? <img src={url} alt={name} loading="lazy" referrerPolicy="no-referrer" /> : <><IconPaperclip size={16} aria-hidden="true" /> {name}</>}
    </a>
  )
}

function DeliverySign({ delivery }: { delivery: NonNullable<Message['delivery']> }) {
  const { t } = useTranslation()
  const label = t(`delivery.${delivery}`)
  const icon = { size: 15, 'aria-hidden': true } as const
  switch (delivery) {
    case 'QUEUED':
      return <span className={classes.delivery}><IconClock {...icon} /> {label}</span>
    case 'SENT':
      return <span className={classes.delivery}><IconCheck {...icon} /> {label}</span>
    case 'DELIVERED':
    case 'READ':
      return <span className={classes.delivery} data-read={delivery === 'READ' || undefined}><IconChecks {...icon} /> {label}</span>
    case 'FAILED':
      return <span className={classes.delivery} data-failed><IconAlertTriangle {...icon} /> {label}</span>
  }
}
