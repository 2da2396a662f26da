import { Button } from '@mantine/core'
import { IconMapQuestion } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Empty } from '@/ui'

export function NotFound() {
  const { t } = useTranslation()
  return (
    <main>
      <Empty icon={IconMapQuestion} title={t('notFound.title')} text={t('notFound.text')}>
        <Button component={Link} to="/orders">
          {t('notFound.home')}
        </Button>
      </Empty>
    </main>
  )
}
