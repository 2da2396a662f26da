import { CloseButton } from '@mantine/core'
import { type ReactNode, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import classes from './toast.module.css'

type Toast = { id: string; tone: 'brand' | 'ask' | 'bad'; title?: string; message?: ReactNode; stays: number }

const TOASTS_MAX = 3
let toasts: readonly Toast[] = []
const listeners = new Set<() => void>()
let count = 0

function become(next: readonly Toast[]): void {
  toasts = next
  for (const listener of listeners) listener()
}

/// Says something in passing.
///
/// @param stays milliseconds until it goes by itself; it waits while it is pointed at or holds the focus
/// @param id the same id again takes the place of the earlier one
export function toast({ id = `toast-${(count += 1)}`, tone = 'brand', stays = 5000, ...words }: Partial<Toast>): void {
  become([...toasts.filter((other) => other.id !== id), { id, tone, stays, ...words }].slice(-TOASTS_MAX))
}

export function dismiss(id: string): void {
  become(toasts.filter((other) => other.id !== id))
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/// The place where toasts appear. A live region that is there before its words, or screen readers miss the first.
export function Toasts() {
  const shown = useSyncExternalStore(subscribe, () => toasts)
  return createPortal(
    <div className={classes.place} role="status" aria-live="polite">
      {shown.map((one) => (
        <ToastCard key={one.id} toast={one} />
      ))}
    </div>,
    document.body,
  )
}

function ToastCard({ toast: { id, tone, title, message, stays } }: { toast: Toast }) {
  const { t } = useTranslation()
  const [held, setHeld] = useState(false)
  const left = useRef(stays)
  useEffect(() => {
    if (held) return
    const since = Date.now()
    const timer = setTimeout(() => dismiss(id), left.current)
    return () => {
      clearTimeout(timer)
      left.current = Math.max(1500, left.current - (Date.now() - since))
    }
  }, [held, id])
  return (
    <div
      className={classes.toast}
      data-tone={tone}
      role={tone === 'bad' ? 'alert' : undefined}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <div className={classes.words}>
        {title !== undefined && <p className={classes.title}>{title}</p>}
        {message}
      </div>
      <CloseButton size={44} iconSize={18} aria-label={t('action.close')} onClick={() => dismiss(id)} />
    </div>
  )
}
