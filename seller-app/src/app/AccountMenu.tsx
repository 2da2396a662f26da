import { UnstyledButton } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { session } from '@/api'
import { Avatar } from '@/ui'
import classes from './AccountMenu.module.css'

const AccountPanel = lazy(() => import('./AccountPanel'))

/// Who is signed in; opens how they like to read, and the way out.
export function AccountMenu() {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const [wanted, setWanted] = useState(false)
  if (session.now.state !== 'in') return null
  const { user, shop } = session.now.session
  const label = t('account.menu', { name: user.name })
  const show = () => {
    setWanted(true)
    setOpen(true)
  }
  return (
    <>
      <UnstyledButton className={classes.who} onClick={show} aria-label={label} aria-haspopup="dialog" aria-expanded={open}>
        <Avatar name={user.name} size={34} />
      </UnstyledButton>
      {wanted && (
        <Suspense>
          <AccountPanel opened={open} onClose={() => setOpen(false)} user={user} shop={shop} />
        </Suspense>
      )}
    </>
  )
}
