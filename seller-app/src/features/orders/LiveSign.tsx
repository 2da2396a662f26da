import { useTranslation } from 'react-i18next'
import { useLive } from '@/ui'
import classes from './LiveSign.module.css'

/// Green and breathing while new orders come in by themselves.
export function LiveSign() {
  const { t } = useTranslation()
  const { line } = useLive()
  if (line !== 'live') return null
  return (
    <span className={classes.sign}>
      <span className={classes.dot} aria-hidden="true" />
      {t('live.live')}
    </span>
  )
}
