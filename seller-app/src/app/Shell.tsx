import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { IconMessages, IconPlugConnected, IconShoppingBag } from '@tabler/icons-react'
import { useEffect, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { conversationsQuery, session } from '@/api'
import { Logo, ShopTimeZone, useLive } from '@/ui'
import { AccountMenu } from './AccountMenu'
import { LiveProvider } from './LiveProvider'
import classes from './Shell.module.css'

const VIEWS = [
  { to: '/orders', key: 'orders', icon: IconShoppingBag },
  { to: '/conversations', key: 'conversations', icon: IconMessages },
  { to: '/channels', key: 'channels', icon: IconPlugConnected },
] as const

/// The frame around every view: tabs at the thumb on a phone, a side bar on a desk.
export function Shell() {
  const signedIn = useSyncExternalStore(session.subscribe, () => session.now)
  if (signedIn.state !== 'in') return null // the router is on its way to the login
  return (
    <ShopTimeZone value={signedIn.session.shop.timeZone}>
      <LiveProvider>
        <Frame shopName={signedIn.session.shop.name} />
      </LiveProvider>
    </ShopTimeZone>
  )
}

function Frame({ shopName }: { shopName: string }) {
  const { t } = useTranslation()
  const badges = useBadges()
  const inThread = useRouterState({ select: (state) => /^\/conversations\/./.test(state.location.pathname) })
  return (
    <div className={classes.shell} data-thread={inThread || undefined}>
      <a href="#content" className={classes.skip}>
        {t('nav.skip')}
      </a>
      <header className={classes.bar}>
        <span className={classes.brandLight}>
          <Logo />
        </span>
        <span className={classes.brandDark}>
          <Logo onDark size={30} />
        </span>
        <span className={classes.shop}>{shopName}</span>
        <AccountMenu />
      </header>
      <nav className={classes.nav} aria-label={t('nav.main')}>
        {VIEWS.map(({ to, key, icon: Picture }) => (
          <Link key={to} to={to} className={classes.tab} activeOptions={{ includeSearch: false }}>
            <span className={classes.picture}>
              <Picture size={23} stroke={1.8} aria-hidden="true" />
              {badges[key] > 0 && (
                <span className={classes.badge} data-view={key}>
                  <span aria-hidden="true">{badges[key] > 9 ? '9+' : badges[key]}</span>
                  <span className={classes.unseen}>{t(`nav.badge.${key}`, { count: badges[key] })}</span>
                </span>
              )}
            </span>
            <span className={classes.label}>{t(`nav.${key}`)}</span>
          </Link>
        ))}
      </nav>
      <main id="content" className={classes.content} tabIndex={-1}>
        <LineNote />
        <Outlet />
      </main>
    </div>
  )
}

/// What waits behind each tab, and the number before the window's title.
function useBadges(): Record<'orders' | 'conversations' | 'channels', number> {
  const { unseenOrders } = useLive()
  const { data } = useInfiniteQuery({ ...conversationsQuery({ handling: 'WAITING' }), select: ({ pages }) => pages.flatMap((page) => page.items).length })
  const conversations = data ?? 0
  const all = unseenOrders + conversations
  useEffect(() => {
    const title = document.querySelector('title')
    if (title === null) return
    const mark = () => {
      const plain = document.title.replace(/^\(\d+\) /, '')
      const wanted = all > 0 ? `(${all}) ${plain}` : plain
      if (document.title !== wanted) document.title = wanted
    }
    mark()
    const watch = new MutationObserver(mark)
    watch.observe(title, { childList: true })
    return () => watch.disconnect()
  }, [all])
  return { orders: unseenOrders, conversations, channels: 0 }
}

/// Says when the screen may be behind.
function LineNote() {
  const { t } = useTranslation()
  const { line } = useLive()
  return (
    <div role="status">
      {(line === 'reconnecting' || line === 'offline') && (
        <p className={classes.note} data-line={line}>
          <span className={classes.pulse} aria-hidden="true" />
          {t(`live.${line}`)}
        </p>
      )}
    </div>
  )
}
