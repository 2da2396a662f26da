import { useTranslation } from 'react-i18next'
import type { Order } from '@/api'
import { useFormat } from '@/ui'
import classes from './order.module.css'

export function Lines({ order }: { order: Order }) {
  const { t } = useTranslation()
  const format = useFormat()
  const money = (amount: number) => format.money(amount, order.currency)
  const parts = [
    { label: t('order.subtotal'), amount: order.subtotal, always: true },
    { label: t('order.discount'), amount: -order.discount },
    { label: t('order.shipping'), amount: order.shipping },
    { label: t('order.tax'), amount: order.tax },
  ]
  return (
    <>
      <ul>
        {order.lines.map((line) => (
          <li key={line.id} className={classes.line}>
            {line.imageUrl == null ? (
              <span className={classes.picture} aria-hidden="true">
                {[...line.title][0]}
              </span>
            ) : (
              <img className={classes.picture} src={line.imageUrl} alt="" loading="lazy" />
            )}
            <div className={classes.lineText}>
              <p className={classes.strong}>
                {line.title}
                {line.variantTitle != null && <span className={classes.variant}> {line.variantTitle}</span>}
              </p>
              <p className={classes.small}>
                {line.quantity} × {money(line.unitPrice)} · {line.sku}
              </p>
            </div>
            <span className={classes.amount}>{money(line.quantity * line.unitPrice)}</span>
          </li>
        ))}
      </ul>
      <dl className={classes.totals}>
        {parts
          .filter(({ amount, always }) => always === true || amount !== 0)
          .map(({ label, amount }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{money(amount)}</dd>
            </div>
          ))}
        <div className={classes.total}>
          <dt>{t('order.total')}</dt>
          <dd>{money(order.total)}</dd>
        </div>
      </dl>
      {order.payments.map((payment) => (
        <p key={payment.id} className={`${classes.small} ${classes.payments}`}>
          {t('order.paidBy', {
            amount: format.money(payment.amount, payment.currency),
            method: t(`order.pay.${payment.method}`, { defaultValue: payment.method }),
          })}
          {payment.reference != null && ` · ${payment.reference}`} · {format.dateTime(payment.at)}
        </p>
      ))}
    </>
  )
}
