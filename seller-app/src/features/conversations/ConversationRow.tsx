import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '@/api'
import { Ago, Avatar, HandlingChip, PLATFORM_NAME } from '@/ui'
import classes from './inbox.module.css'

export function ConversationRow({ conversation, open }: { conversation: Conversation; open: boolean }) {
  const { t } = useTranslation()
  const { customerName, platform, lastMessage, handling, unread } = conversation
  return (
    <li className={classes.row} data-open={open || undefined} data-unread={unread > 0 || undefined}>
      <Avatar name={customerName} platform={platform} />
      <div className={classes.text}>
        <p className={classes.first}>
          <Link
            to="/conversations/$conversationId"
            params={{ conversationId: conversation.id }}
            search={(now) => now}
            className={classes.link}
            aria-current={open ? 'page' : undefined}
          >
            {customerName ?? t('customer.unknown')}
            <span className={classes.unseen}>, {PLATFORM_NAME[platform] ?? platform}</span>
          </Link>
          <span className={classes.time}>
            <Ago at={lastMessage?.at ?? conversation.updatedAt} />
          </span>
        </p>
        <p className={classes.last}>
          {lastMessage != null && (
            <>
              {lastMessage.from !== 'SHOPPER' && `${t(`conversations.from.${lastMessage.from}`)} `}
              {lastMessage.text ?? t('attachment.file')}
            </>
          )}
        </p>
        <p className={classes.chips}>
          <HandlingChip handling={handling} />
          {handling === 'WAITING' && conversation.handoffReason != null && (
            <span className={classes.reason}>{t(`handoff.${conversation.handoffReason}`, { defaultValue: conversation.handoffReason.replaceAll('_', ' ') })}</span>
          )}
          {unread > 0 && (
            <span className={classes.unread}>
              <span aria-hidden="true">{unread}</span>
              <span className={classes.unseen}>{t('conversations.unread', { count: unread })}</span>
            </span>
          )}
        </p>
      </div>
    </li>
  )
}
