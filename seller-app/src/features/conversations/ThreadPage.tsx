import { Button, Skeleton } from '@mantine/core'
import { IconArrowBackUp, IconArrowLeft, IconHandStop, IconMessageDots, IconShoppingBag } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type Conversation, conversationQuery, messagesQuery } from '@/api'
import { Avatar, Empty, HandlingChip, Heading, PLATFORM_NAME, Transcript, Trouble } from '@/ui'
import { Composer } from './Composer'
import classes from './thread.module.css'
import { useConversationActions } from './useConversationActions'
import { useStayAtEnd } from './useStayAtEnd'

export default function ThreadPage() {
  const { conversationId } = useParams({ from: '/members/conversations/$conversationId' })
  return <Thread key={conversationId} id={conversationId} />
}

function Thread({ id }: { id: string }) {
  const { t } = useTranslation()
  const conversation = useQuery(conversationQuery(id))
  const actions = useConversationActions(id)
  const failure = conversation.data === undefined ? conversation.error : null
  return (
    <section className={classes.thread} aria-label={conversation.data?.customerName ?? t('conversation.thread')}>
      <header className={classes.head}>
        <Link to="/conversations" search={(now) => now} className={classes.back} aria-label={t('conversation.back')}>
          <IconArrowLeft size={22} aria-hidden="true" />
        </Link>
        {conversation.data ? <Who conversation={conversation.data} actions={actions} /> : <Skeleton width={180} height={22} />}
      </header>
      {failure !== null ? <Trouble failure={failure} again={() => void conversation.refetch()} /> : <Talk id={id} conversation={conversation.data} retry={actions.retry.mutate} />}
      {conversation.data && (
        <footer className={classes.foot}>
          <Composer handling={conversation.data.handling} reply={actions.reply} />
        </footer>
      )}
    </section>
  )
}

function Who({ conversation, actions }: { conversation: Conversation; actions: ReturnType<typeof useConversationActions> }) {
  const { t } = useTranslation()
  const { customerName, platform, handling, handoffReason, orderId, next } = conversation
  const name = customerName ?? t('customer.unknown')
  return (
    <>
      <Avatar name={customerName} platform={platform} size={40} />
      <div className={classes.who}>
        <Heading title={name} className={classes.name}>
          {name}
        </Heading>
        <p className={classes.small}>
          <HandlingChip handling={handling} />
          <span className={classes.platform}>{PLATFORM_NAME[platform] ?? platform}</span>
        </p>
      </div>
      {orderId != null && (
        <Link to="/orders/$orderId" params={{ orderId }} className={classes.order}>
          <IconShoppingBag size={20} aria-hidden="true" />
          {t('conversation.order')}
        </Link>
      )}
      <div className={classes.tools}>
        {next.includes('TAKEOVER') && (
          <Button leftSection={<IconHandStop size={18} aria-hidden="true" />} loading={actions.takeOver.isPending} onClick={() => actions.takeOver.mutate()}>
            {t('conversation.takeOver')}
          </Button>
        )}
        {next.includes('RELEASE') && (
          <Button
            variant="default"
            leftSection={<IconArrowBackUp size={18} aria-hidden="true" />}
            loading={actions.giveBack.isPending}
            onClick={() => actions.giveBack.mutate()}
          >
            {t('conversation.giveBack')}
          </Button>
        )}
      </div>
      {handling === 'WAITING' && handoffReason != null && (
        <p className={classes.reason}>{t(`handoff.${handoffReason}`, { defaultValue: handoffReason.replaceAll('_', ' ') })}</p>
      )}
    </>
  )
}

function Talk({ id, conversation, retry }: { id: string; conversation: Conversation | undefined; retry: (message: { channelId: string; messageId: string }) => void }) {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(messagesQuery(id))
  const { box, content, onScroll, behind, toEnd } = useStayAtEnd(data?.length ?? 0)
  return (
    <div className={classes.talk}>
      <div ref={box} onScroll={onScroll} className={classes.scroll} tabIndex={0} role="log" aria-label={t('conversation.transcript')}>
        <div ref={content} className={classes.said}>
        {data !== undefined ? (
          data.length === 0 ? (
            <Empty icon={IconMessageDots} title={t('conversation.silent.title')} text={t('conversation.silent.text')} />
          ) : (
            <Transcript
              messages={data}
              customerName={conversation?.customerName}
              {...(conversation !== undefined && { retry: (messageId: string) => retry({ channelId: conversation.channelId, messageId }) })}
            />
          )
        ) : error !== null ? (
          <Trouble failure={error} again={() => void refetch()} />
        ) : (
          <div role="status" aria-label={t('state.loading')}>
            <Skeleton width="60%" height={44} radius={16} mb={14} />
            <Skeleton width="70%" height={64} radius={16} mb={14} ml="auto" />
            <Skeleton width="40%" height={44} radius={16} />
          </div>
        )}
        </div>
      </div>
      {behind && (
        <Button className={classes.toEnd} onClick={toEnd}>
          {t('conversation.newBelow')}
        </Button>
      )}
    </div>
  )
}
