import { Button, Modal, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { IconCash, IconCheck, IconPackage, IconX } from '@tabler/icons-react'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Order, OrderStatus } from '@/api'
import { toast } from '@/ui'
import classes from './order.module.css'
import type { useOrderActions } from './useOrderActions'

type OrderActions = ReturnType<typeof useOrderActions>

const icon = { size: 19, 'aria-hidden': true } as const
const FORWARD: ReadonlyArray<[Exclude<OrderStatus, 'CAPTURED' | 'CANCELLED'>, ReactNode]> = [
  ['CONFIRMED', <IconCheck {...icon} />],
  ['IN_PROGRESS', <IconPackage {...icon} />],
  ['COMPLETED', <IconCheck {...icon} />],
]

/// A button for each thing the server says may be done next, and no other.
export function Actions({ order, actions }: { order: Order; actions: OrderActions }) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState<'cancel' | 'payment'>()
  const close = () => setAsking(undefined)
  const may = (action: string) => order.next.includes(action)
  if (!FORWARD.some(([status]) => may(status)) && !may('CANCELLED') && !may('PAID')) return null
  return (
    <div className={classes.actions} role="group" aria-label={t('order.actions')}>
      {FORWARD.filter(([status]) => may(status)).map(([status, picture]) => (
        <Button
          key={status}
          leftSection={picture}
          onClick={() => actions.changeStatus.mutate({ status }, { onSuccess: () => toast({ message: t(`order.done.${status}`, { number: order.number }) }) })}
        >
          {t(`order.action.${status}`)}
        </Button>
      ))}
      {may('PAID') && (
        <Button variant="default" leftSection={<IconCash {...icon} />} onClick={() => setAsking('payment')}>
          {t('order.action.PAID')}
        </Button>
      )}
      {may('CANCELLED') && (
        <Button variant="default" className={classes.cancel} leftSection={<IconX {...icon} />} onClick={() => setAsking('cancel')}>
          {t('order.action.CANCELLED')}
        </Button>
      )}
      <Modal opened={asking === 'cancel'} onClose={close} closeButtonProps={{ iconSize: 20, 'aria-label': t('action.close') }} title={t('order.cancel.title', { number: order.number })}>
        <CancelForm changeStatus={actions.changeStatus} done={close} />
      </Modal>
      <Modal opened={asking === 'payment'} onClose={close} closeButtonProps={{ iconSize: 20, 'aria-label': t('action.close') }} title={t('order.pay.title', { number: order.number })}>
        <PaymentForm recordPayment={actions.recordPayment} done={close} />
      </Modal>
    </div>
  )
}

const REASONS = ['outOfStock', 'shopperAsked', 'cannotDeliver', 'other'] as const

/// Not "are you sure?" but "why?": the reason stays in the order's history.
function CancelForm({ changeStatus, done }: { changeStatus: OrderActions['changeStatus']; done: () => void }) {
  const { t } = useTranslation()
  const [why, setWhy] = useState<(typeof REASONS)[number]>('outOfStock')
  const [words, setWords] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const reason = why === 'other' ? words.trim() : t(`order.cancel.${why}`)
    changeStatus.mutate({ status: 'CANCELLED', ...(reason === '' ? {} : { reason }) })
    done()
  }
  return (
    <form onSubmit={submit} className={classes.dialog}>
      <p className={classes.small}>{t('order.cancel.lead')}</p>
      <fieldset className={classes.reasons}>
        <legend>{t('order.cancel.why')}</legend>
        {REASONS.map((reason) => (
          <label key={reason}>
            <input type="radio" name="reason" checked={why === reason} onChange={() => setWhy(reason)} data-autofocus={why === reason || undefined} />
            {t(`order.cancel.${reason}`)}
          </label>
        ))}
      </fieldset>
      {why === 'other' && (
        <Textarea label={t('order.cancel.words')} autosize minRows={2} maxLength={300} value={words} onChange={(event) => setWords(event.currentTarget.value)} />
      )}
      <div className={classes.dialogButtons}>
        <Button variant="default" onClick={done}>
          {t('order.cancel.keep')}
        </Button>
        <Button type="submit" color="rose">
          {t('order.cancel.confirm')}
        </Button>
      </div>
    </form>
  )
}

const METHODS = ['cash', 'transfer', 'mobileMoney', 'card', 'other'] as const

function PaymentForm({ recordPayment, done }: { recordPayment: OrderActions['recordPayment']; done: () => void }) {
  const { t } = useTranslation()
  const [method, setMethod] = useState<string>('cash')
  const [reference, setReference] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    recordPayment.mutate({ method, ...(reference.trim() === '' ? {} : { reference: reference.trim() }) })
    done()
  }
  return (
    <form onSubmit={submit} className={classes.dialog}>
      <NativeSelect
        data-autofocus
        label={t('order.pay.method')}
        value={method}
        onChange={(event) => setMethod(event.currentTarget.value)}
        data={METHODS.map((value) => ({ value, label: t(`order.pay.${value}`) }))}
      />
      <TextInput
        label={t('order.pay.reference')}
        description={t('order.pay.referenceHint')}
        maxLength={100}
        value={reference}
        onChange={(event) => setReference(event.currentTarget.value)}
      />
      <div className={classes.dialogButtons}>
        <Button variant="default" onClick={done}>
          {t('action.back')}
        </Button>
        <Button type="submit">{t('order.action.PAID')}</Button>
      </div>
    </form>
  )
}
