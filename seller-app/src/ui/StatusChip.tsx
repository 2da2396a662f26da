import { IconCheck, IconCircleDashed, IconHourglass, IconPackage, IconSparkles, IconUser, IconUserQuestion, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Handling, OrderStatus, PaymentStatus } from '@/api'
import { Chip, type Tone } from './Chip'

const icon = { size: 14, stroke: 2.2, 'aria-hidden': true } as const

const ORDER: Record<OrderStatus, [Tone, ReactNode]> = {
  CAPTURED: ['ask', <IconHourglass {...icon} />],
  CONFIRMED: ['brand', <IconCircleDashed {...icon} />],
  IN_PROGRESS: ['person', <IconPackage {...icon} />],
  COMPLETED: ['good', <IconCheck {...icon} />],
  CANCELLED: ['bad', <IconX {...icon} />],
}

const PAYMENT: Record<PaymentStatus, Tone> = {
  UNPAID: 'quiet',
  PENDING: 'quiet',
  PAID: 'good',
  PARTIALLY_REFUNDED: 'quiet',
  REFUNDED: 'quiet',
  FAILED: 'bad',
}

const HANDLING: Record<Handling, [Tone, ReactNode]> = {
  ASSISTANT: ['brand', <IconSparkles {...icon} />],
  PERSON: ['person', <IconUser {...icon} />],
  WAITING: ['ask', <IconUserQuestion {...icon} />],
}

/// A newer server may know a state that this page does not: it is shown plainly.
const UNHEARD_OF: [Tone, ReactNode] = ['quiet', null]

export function OrderChip({ status }: { status: OrderStatus }) {
  const { t } = useTranslation()
  const [tone, picture] = ORDER[status] ?? UNHEARD_OF
  return (
    <Chip tone={tone} icon={picture}>
      {t(`order.status.${status}`, { defaultValue: status })}
    </Chip>
  )
}

export function PaymentChip({ status }: { status: PaymentStatus }) {
  const { t } = useTranslation()
  return <Chip tone={PAYMENT[status] ?? 'quiet'}>{t(`order.payment.${status}`, { defaultValue: status })}</Chip>
}

export function HandlingChip({ handling }: { handling: Handling }) {
  const { t } = useTranslation()
  const [tone, picture] = HANDLING[handling] ?? UNHEARD_OF
  return (
    <Chip tone={tone} icon={picture}>
      {t(`handling.${handling}`, { defaultValue: handling })}
    </Chip>
  )
}
