import { Button, Modal, NativeSelect, SegmentedControl, useMantineColorScheme } from '@mantine/core'
import { IconLogout } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api, ask, type Session, session } from '@/api'
import { isLanguage, LANGUAGES, useTellProblem } from '@/ui'
import classes from './AccountMenu.module.css'
import { speak } from './i18n'

export default function AccountPanel({ opened, onClose, user, shop }: { opened: boolean; onClose: () => void } & Pick<Session, 'user' | 'shop'>) {
  const { t, i18n } = useTranslation()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const tellProblem = useTellProblem()
  const logout = useMutation({
    mutationFn: () => ask(api.POST('/api/auth/logout')),
    onSuccess: () => session.end(),
    onError: tellProblem,
  })
  const role = t(`account.role.${shop.role.toLowerCase()}`, { defaultValue: shop.role })
  return (
    <Modal opened={opened} onClose={onClose} title={user.name} closeButtonProps={{ iconSize: 20, 'aria-label': t('action.close') }}>
      <div className={classes.panel}>
        <div>
          <p className={classes.small}>{user.email}</p>
          <p className={classes.small}>{t('account.in', { shop: shop.name, role })}</p>
        </div>
        <NativeSelect
          label={t('account.language')}
          value={i18n.resolvedLanguage ?? 'en'}
          data={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
          onChange={(event) => {
            const language = event.currentTarget.value
            if (isLanguage(language)) void speak(language).catch(tellProblem)
          }}
        />
        <div>
          <p className={classes.label} id="scheme-label">
            {t('account.scheme.label')}
          </p>
          <SegmentedControl
            fullWidth
            aria-labelledby="scheme-label"
            value={colorScheme}
            onChange={(value) => setColorScheme(value)}
            data={(['light', 'dark', 'auto'] as const).map((value) => ({ value, label: t(`account.scheme.${value}`) }))}
          />
        </div>
        <Button variant="default" leftSection={<IconLogout size={18} aria-hidden="true" />} loading={logout.isPending} onClick={() => logout.mutate()}>
          {t('account.logout')}
        </Button>
      </div>
    </Modal>
  )
}
