import { Button } from '@mantine/core'
import { IconSend } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import classes from './Undelivered.module.css'

/// Reasons that lie with the whole account: what to do about them stands on the channels' page.
const OF_THE_ACCOUNT = new Set(['token_expired', 'permission', 'payment', 'policy_block'])

/// Why a message of the shop's did not arrive, and what can be done about it.
///
/// @param retry absent where trying again is of no use, or not for here
export function Undelivered({ reason, retry, trying = false }: { reason: string | null | undefined; retry?: (() => void) | undefined; trying?: boolean }) {
  const { t } = useTranslation()
  return (
    <div className={classes.undelivered}>
      <p>{t(`undelivered.${reason}`, { defaultValue: t('undelivered.other') })}</p>
      {retry !== undefined && (
        <Button variant="default" leftSection={<IconSend size={18} aria-hidden="true" />} loading={trying} onClick={retry}>
          {t('undelivered.retry')}
        </Button>
      )}
      {reason != null && OF_THE_ACCOUNT.has(reason) && (
        <Link to="/channels" className={classes.link}>
          {t('undelivered.toChannels')}
        </Link>
      )}
    </div>
  )
}
