import { Button } from '@mantine/core'
import { IconCloudOff, IconMoodSad } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Problem } from '@/api'
import classes from './Empty.module.css'

/// What went wrong in words: the problem's title and detail, or ours when nobody answered.
export function useProblemText(): (failure: unknown) => { title: string; detail: string | undefined } {
  const { t } = useTranslation()
  return (failure) => {
    if (!(failure instanceof Problem)) return { title: t('problem.unexpected'), detail: t('problem.unexpectedDetail') }
    if (failure.status === 0) return { title: t('problem.unreachable'), detail: t('problem.unreachableDetail') }
    return {
      title: failure.title || t('problem.status', { status: failure.status }),
      detail: failure.detail ?? (failure.passing ? t('problem.passingDetail') : undefined),
    }
  }
}

/// In place of a view that could not be loaded.
export function Trouble({ failure, again }: { failure: unknown; again?: () => void }) {
  const { t } = useTranslation()
  const { title, detail } = useProblemText()(failure)
  const Picture = failure instanceof Problem && failure.status === 0 ? IconCloudOff : IconMoodSad
  return (
    <div className={classes.empty} role="alert">
      <span className={classes.picture} data-tone="bad">
        <Picture size={30} stroke={1.6} aria-hidden="true" />
      </span>
      <h2 className={classes.title}>{title}</h2>
      {detail && <p className={classes.text}>{detail}</p>}
      {again && (
        <Button variant="default" onClick={again}>
          {t('action.tryAgain')}
        </Button>
      )}
    </div>
  )
}
