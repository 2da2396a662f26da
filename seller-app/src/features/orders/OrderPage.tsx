import { Skeleton } from '@mantine/core'
import { IconArrowLeft, IconMapPin, IconMessage2 } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { type ReactNode, useEffect, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { messagesQuery, type Order, orderQuery } from '@/api'
import { Avatar, Heading, OrderChip, PaymentChip, PLATFORM_NAME, Transcript, Trouble, useFormat, useLive } from '@/ui'
import { Actions } from './Actions'
import { History } from './History'
import { Lines } from './Lines'
import { Notes } from './Notes'
import classes from './order.module.css'
import { useOrderActions } from './useOrderActions'

/// One order: what was bought, by whom, what was said, what happened, and what may be done next.
export default function OrderPage() {
  const { t } = useTranslation()
  const { orderId } = useParams({ from: '/members/orders/$orderId' })
  const { opened } = useLive()
  const { data: order, error, refetch } = useQuery(orderQuery(orderId))
  useEffect(() => opened(orderId), [opened, orderId])
  return (
    <div className={classes.page}>
      <Link to="/orders" className={classes.back}>
        <IconArrowLeft size={20} aria-hidden="true" />
        {t('nav.orders')}
      </Link>
      {order !== undefined ? <Opened order={order} /> : error !== null ? <Trouble failure={error} again={() => void refetch()} /> : <Loading />}
    </div>
  )
}

function Opened({ order }: { order: Order }) {
  const { t } = useTranslation()
  const format = useFormat()
  const actions = useOrderActions(order.id)
  return (
    <>
      <header className={classes.head}>
        <div>
          <Heading title={order.number} className={classes.title}>
            {order.number}
          </Heading>
          <p className={classes.small}>
            {format.dateTime(order.capturedAt)} · {t(`order.source.${order.source}`, { defaultValue: order.source })}
          </p>
        </div>
        <div className={classes.chips}>
          <OrderChip status={order.status} />
          <PaymentChip status={order.paymentStatus} />
          {order.fulfilmentStatus !== 'UNFULFILLED' && (
            <span className={classes.small}>{t(`order.fulfilment.${order.fulfilmentStatus}`, { defaultValue: order.fulfilmentStatus })}</span>
          )}
        </div>
        <Actions order={order} actions={actions} />
      </header>
      <div className={classes.columns}>
        <div className={classes.column}>
          <Card title={t('order.lines')}>
            <Lines order={order} />
          </Card>
          <Card title={t('order.customer')}>
            <Customer order={order} />
          </Card>
          <Card title={t('order.notes')}>
            {order.note != null && <ShopperNote text={order.note} />}
            <Notes notes={order.notes} addNote={actions.addNote} />
          </Card>
          <Card title={t('order.history')}>
            <History changes={order.history} />
          </Card>
        </div>
        <div className={classes.column}>
          <Card title={t('order.conversation')}>
            <Conversation order={order} />
          </Card>
        </div>
      </div>
    </>
  )
}

function Card({ title, children }: { title: string; children: ReactNode }) {
  const id = useId()
  return (
    <section className={classes.card} aria-labelledby={id}>
      <h2 id={id} className={classes.cardTitle}>
        {title}
      </h2>
      {children}
    </section>
  )
}

function Customer({ order }: { order: Order }) {
  const { t } = useTranslation()
  return (
    <div className={classes.customer}>
      <Avatar name={order.customerName} platform={order.platform} />
      <div>
        <p className={classes.strong}>{order.customerName ?? t('customer.unknown')}</p>
        {order.platform !== 'WEB' && <p className={classes.small}>{t('order.via', { platform: PLATFORM_NAME[order.platform] ?? order.platform })}</p>}
        {order.email != null && (
          <a className={classes.mail} href={`mailto:${order.email}`}>
            {order.email}
          </a>
        )}
        {order.shippingLocation !== '' && (
          <p className={classes.place}>
            <IconMapPin size={18} aria-hidden="true" /> {order.shippingLocation}
          </p>
        )}
      </div>
    </div>
  )
}

/// What the customer asked for with the order.
function ShopperNote({ text }: { text: string }) {
  const { t } = useTranslation()
  return (
    <blockquote className={classes.shopperNote} dir="auto">
      <p className={classes.small}>{t('order.shopperNote')}</p>
      {text}
    </blockquote>
  )
}

function Conversation({ order }: { order: Order }) {
  const { t } = useTranslation()
  const id = order.conversationId ?? null
  const { data, error, refetch } = useQuery({ ...messagesQuery(id ?? ''), enabled: id !== null })
  if (id === null) return <p className={classes.small}>{t('order.noConversation')}</p>
  if (error !== null && data === undefined) return <Trouble failure={error} again={() => void refetch()} />
  if (data === undefined) return <Skeleton height={180} radius={14} />
  return (
    <>
      <div className={classes.transcript} tabIndex={0} role="region" aria-label={t('conversation.transcript')}>
        <Transcript messages={data} customerName={order.customerName} />
      </div>
      <Link to="/conversations/$conversationId" params={{ conversationId: id }} className={classes.reply}>
        <IconMessage2 size={20} aria-hidden="true" />
        {t('order.openConversation')}
      </Link>
    </>
  )
}

function Loading() {
  const { t } = useTranslation()
  return (
    <div role="status" aria-label={t('state.loading')}>
      <Skeleton width={190} height={34} mb={12} />
      <Skeleton width={260} height={18} mb={26} />
      <div className={classes.columns}>
        <Skeleton height={260} radius={14} />
        <Skeleton height={380} radius={14} />
      </div>
    </div>
  )
}
