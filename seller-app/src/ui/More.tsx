import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'

/// The way to the next page of a list: loads by itself when it comes into sight, and is a button for the keyboard.
export function More({ more, loading, load }: { more: boolean; loading: boolean; load: () => void }) {
  const { t } = useTranslation()
  const end = useRef<HTMLDivElement>(null)
  const latest = useRef(load)
  useEffect(() => {
    latest.current = load
  })
  useEffect(() => {
    if (!more || loading || end.current === null) return
    const sight = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting) latest.current()
    }, { rootMargin: '240px' })
    sight.observe(end.current)
    return () => sight.disconnect()
  }, [more, loading])
  if (!more) return null
  return (
    <div ref={end} style={{ display: 'flex', justifyContent: 'center', padding: '16px 0' }}>
      <Button variant="default" loading={loading} onClick={load}>
        {t('action.loadMore')}
      </Button>
    </div>
  )
}
