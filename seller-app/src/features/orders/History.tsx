import { useTranslation } from 'react-i18next'
import type { Order } from '@/api'
import { useFormat } from '@/ui'
import classes from './order.module.css'
import { useMember } from './useMember'

/// What happened to the order, the latest first.
export function History({ changes }: { changes: Order['history'] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const who = useMember()
  const latestFirst = changes.toSorted((a, b) => b.at.localeCompare(a.at))
  const words = (group: 'status' | 'by' | 'reason', value: string) => t(`order.${group}.${value}`, { defaultValue: value })
  return (
    <ol className={classes.history}>
      {latestFirst.map((change) => (
        <li key={`${change.at} ${change.status}`}>
          <p className={classes.strong}>{words('status', change.status)}</p>
          {change.reason != null && <p>{words('reason', change.reason)}</p>}
          <p className={classes.small}>
            <time dateTime={change.at}>{format.dateTime(change.at)}</time>
            {` · ${who(change.memberId) ?? words('by', change.by)}`}
          </p>
        </li>
      ))}
    </ol>
  )
}
