import { IconMapPin } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { OrderSummary } from '@/api'
import { Ago, Avatar, OrderChip, PaymentChip, useFormat, useLive } from '@/ui'
import classes from './orders.module.css'

export function OrderRow({ order }: { order: OrderSummary }) {
  const { t } = useTranslation()
  const format = useFormat()
  const isFresh = useLive().fresh.has(order.id)
  return (
    <li className={classes.row} data-fresh={isFresh || undefined}>
      <Avatar name={order.customerName} platform={order.platform} />
      <Link to="/orders/$orderId" params={{ orderId: order.id }} className={classes.link}>
        {order.customerName ?? t('customer.unknown')}
      </Link>
      <span className={classes.small}>
        {isFresh && <strong className={classes.fresh}>{t('orders.fresh')}</strong>}
        {order.number} · <Ago at={order.capturedAt} />
      </span>
      <span className={classes.total}>{format.money(order.total, order.currency)}</span>
      <p className={classes.what}>{lines(order)}</p>
      <div className={classes.facts}>
        <span className={classes.chips}>
          <OrderChip status={order.status} />
          {order.status !== 'CANCELLED' && <PaymentChip status={order.paymentStatus} />}
        </span>
        <span className={classes.place}>
          {order.shippingLocation && (
            <>
              <IconMapPin size={15} aria-hidden="true" />
              <span>{order.shippingLocation}</span>
            </>
          )}
        </span>
      </div>
    </li>
  )
}

function lines(order: OrderSummary): string {
  return order.lines
    .map(({ quantity, title, variantTitle }) => `${quantity} × ${title}${variantTitle == null ? '' : ` (${variantTitle})`}`)
    .join(', ')
}
