import { Outlet } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Logo } from '@/ui'
import classes from './AccountLayout.module.css'

/// The door: what Parley does, told in four lines of chat, beside the form.
export default function AccountLayout() {
  return (
    <div className={classes.door}>
      <aside className={classes.story}>
        <Logo onDark size={34} />
        <Story />
      </aside>
      <main className={classes.form}>
        <div className={classes.mark}>
          <Logo size={30} />
        </div>
        <Outlet />
      </main>
    </div>
  )
}

function Story() {
  const { t } = useTranslation()
  return (
    <div className={classes.talk}>
      <p className={classes.line}>{t('welcome.line')}</p>
      <div className={classes.chat} aria-hidden="true">
        <p data-from="shopper">{t('welcome.chat.ask')}</p>
        <p data-from="shop">{t('welcome.chat.answer')}</p>
        <p data-from="shopper">{t('welcome.chat.yes')}</p>
        <p data-from="order">{t('welcome.chat.order')}</p>
      </div>
    </div>
  )
}
