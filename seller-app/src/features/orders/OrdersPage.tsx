import { Skeleton } from '@mantine/core'
import { IconMessageDots, IconSearchOff } from '@tabler/icons-react'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { type OrderStatus, type OrderSummary, ordersQuery } from '@/api'
import { Empty, FilterChips, More, Page, SearchField, Trouble, useFormat, useLive, useNow } from '@/ui'
import { LiveSign } from './LiveSign'
import { OrderRow } from './OrderRow'
import classes from './orders.module.css'

const FILTERS: ReadonlyArray<OrderStatus | 'ALL'> = ['ALL', 'CAPTURED', 'CONFIRMED', 'IN_PROGRESS', 'COMPLETED', 'CANCELLED']

/// Every order of the shop, the newest first, as they come in.
export default function OrdersPage() {
  const { t } = useTranslation()
  const filter = useSearch({ from: '/members/orders' })
  const navigate = useNavigate({ from: '/orders' })
  const { watchOrders } = useLive()
  const { data, isPending, isError, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage, isPlaceholderData } = useInfiniteQuery({
    ...ordersQuery(filter),
    placeholderData: keepPreviousData,
  })
  useEffect(() => watchOrders(), [watchOrders])

  const options = FILTERS.map((value) => ({ value, label: value === 'ALL' ? t('orders.all') : t(`order.status.${value}`) }))
  const orders = data?.pages.flatMap((page) => page.items) ?? []
  const filtered = filter.status !== undefined || filter.q !== undefined

  return (
    <Page title={t('nav.orders')} aside={<LiveSign />}>
      <div className={classes.tools}>
        <SearchField
          label={t('orders.search')}
          value={filter.q ?? ''}
          onChange={(q) => void navigate({ search: (now) => ({ ...now, q: q === '' ? undefined : q }), replace: true })}
        />
        <FilterChips
          label={t('orders.filter')}
          options={options}
          value={filter.status ?? 'ALL'}
          onChange={(value) => void navigate({ search: (now) => ({ ...now, status: value === 'ALL' ? undefined : value }), replace: true })}
        />
      </div>
      {isPending ? (
        <Loading />
      ) : isError && orders.length === 0 ? (
        <Trouble failure={error} again={() => void refetch()} />
      ) : orders.length === 0 ? (
        filtered ? (
          <Empty icon={IconSearchOff} title={t('orders.none.title')} text={t('orders.none.text')} />
        ) : (
          <Empty icon={IconMessageDots} title={t('orders.first.title')} text={t('orders.first.text')} />
        )
      ) : (
        <div data-stale={isPlaceholderData || undefined} className={classes.days}>
          <Days orders={orders} />
        </div>
      )}
      <More more={hasNextPage} loading={isFetchingNextPage} load={() => void fetchNextPage()} />
    </Page>
  )
}

function Days({ orders }: { orders: readonly OrderSummary[] }) {
  const format = useFormat()
  const now = useNow()
  const days = new Map<string, OrderSummary[]>()
  for (const order of orders) {
    const key = format.dayKey(order.capturedAt)
    days.set(key, [...(days.get(key) ?? []), order])
  }
  return [...days].map(([key, ofDay]) => (
    <section key={key} aria-labelledby={`day-${key}`}>
      <h2 id={`day-${key}`} className={classes.day}>
        {ofDay[0] && format.day(ofDay[0].capturedAt, now)}
      </h2>
      <ul className={classes.list}>
        {ofDay.map((order) => (
          <OrderRow key={order.id} order={order} />
        ))}
      </ul>
    </section>
  ))
}

function Loading() {
  const { t } = useTranslation()
  return (
    <div role="status" aria-label={t('state.loading')} className={classes.list} style={{ marginTop: 44 }}>
      {Array.from({ length: 6 }, (_, index) => (
        <div key={index} className={classes.ghost}>
          <Skeleton width={44} height={44} radius={14} />
          <div>
            <Skeleton width="55%" height={16} mb={10} />
            <Skeleton width="80%" height={13} />
          </div>
        </div>
      ))}
    </div>
  )
}
