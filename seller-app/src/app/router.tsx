import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  defaultParseSearch,
  lazyRouteComponent,
  Outlet,
  redirect,
  useRouter,
  type ErrorComponentProps,
} from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Handling, OrderStatus, SessionKeeper } from '@/api'
import { LogoMark, Toasts, Trouble } from '@/ui'
import { NotFound } from './NotFound'
import classes from './Splash.module.css'

type Context = { queries: QueryClient; session: SessionKeeper }

const root = createRootRouteWithContext<Context>()({
  component: () => (
    <>
      <Outlet />
      <Toasts />
    </>
  ),
  errorComponent: Failed,
  pendingComponent: Splash,
  notFoundComponent: NotFound,
})

const guests = createRoute({
  getParentRoute: () => root,
  id: 'guests',
  validateSearch: (search: Record<string, unknown>): { next?: string } => (typeof search.next === 'string' ? { next: search.next } : {}),
  beforeLoad: async ({ context, search }) => {
    const known = await context.session.known()
    if (known.state === 'in') throw redirect(withinThisApp(search.next))
  },
  component: lazyRouteComponent(() => import('@/features/account/AccountLayout')),
})
const login = createRoute({ getParentRoute: () => guests, path: '/login', component: lazyRouteComponent(() => import('@/features/account/LoginPage')) })
const signUp = createRoute({ getParentRoute: () => guests, path: '/signup', component: lazyRouteComponent(() => import('@/features/account/SignUpPage')) })
const forgot = createRoute({
  getParentRoute: () => guests,
  path: '/forgot-password',
  component: lazyRouteComponent(() => import('@/features/account/ForgotPasswordPage')),
})
const reset = createRoute({
  getParentRoute: () => guests,
  path: '/reset-password',
  validateSearch: (search: Record<string, unknown>): { token?: string } => (typeof search.token === 'string' ? { token: search.token } : {}),
  component: lazyRouteComponent(() => import('@/features/account/ResetPasswordPage')),
})

const members = createRoute({
  getParentRoute: () => root,
  id: 'members',
  beforeLoad: async ({ context, location }) => {
    const known = await context.session.known()
    if (known.state !== 'in') throw redirect({ to: '/login', search: location.href === '/' ? {} : { next: location.href } })
    return { shop: known.session.shop }
  },
  component: lazyRouteComponent(() => import('./Shell'), 'Shell'),
})
const home = createRoute({
  getParentRoute: () => members,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/orders', replace: true })
  },
})
const orders = createRoute({
  getParentRoute: () => members,
  path: '/orders',
  validateSearch: (search: Record<string, unknown>): { status?: OrderStatus; q?: string } => ({
    ...oneOf('status', search, ['CAPTURED', 'CONFIRMED', 'IN_PROGRESS', 'COMPLETED', 'CANCELLED']),
    ...text('q', search),
  }),
  component: lazyRouteComponent(() => import('@/features/orders/OrdersPage')),
})
const order = createRoute({
  getParentRoute: () => members,
  path: '/orders/$orderId',
  component: lazyRouteComponent(() => import('@/features/orders/OrderPage')),
})
const conversations = createRoute({
  getParentRoute: () => members,
  path: '/conversations',
  validateSearch: (search: Record<string, unknown>): { handling?: Handling; q?: string } => ({
    ...oneOf('handling', search, ['WAITING', 'PERSON', 'ASSISTANT']),
    ...text('q', search),
  }),
  component: lazyRouteComponent(() => import('@/features/conversations/InboxPage')),
})
const noConversation = createRoute({
  getParentRoute: () => conversations,
  path: '/',
  component: lazyRouteComponent(() => import('@/features/conversations/InboxPage'), 'NothingOpen'),
})
const conversation = createRoute({
  getParentRoute: () => conversations,
  path: '/$conversationId',
  component: lazyRouteComponent(() => import('@/features/conversations/ThreadPage')),
})
const channels = createRoute({
  getParentRoute: () => members,
  path: '/channels',
  // what the platform's login came back with
  validateSearch: (search: Record<string, unknown>): { connected?: string; problem?: string; missing?: string; choose?: string } => ({
    ...text('connected', search),
    ...text('problem', search),
    ...text('missing', search),
    ...text('choose', search),
  }),
  component: lazyRouteComponent(() => import('@/features/channels/ChannelsPage')),
})
const channel = createRoute({
  getParentRoute: () => members,
  path: '/channels/$channelId',
  validateSearch: (search: Record<string, unknown>) => oneOf('show', search, ['failed', 'comments', 'events']),
  component: lazyRouteComponent(() => import('@/features/channels/ChannelPage')),
})

const connect = createRoute({
  getParentRoute: () => members,
  path: '/channels/connect',
  validateSearch: (search: Record<string, unknown>): { way?: string } => text('way', search),
  component: lazyRouteComponent(() => import('@/features/channels/ConnectPage')),
})

const tree = root.addChildren([
  guests.addChildren([login, signUp, forgot, reset]),
  members.addChildren([home, orders, order, conversations.addChildren([noConversation, conversation]), channels, channel, connect]),
])

export function createAppRouter(context: Context) {
  return createRouter({
    routeTree: tree,
    context,
    defaultPreload: 'intent',
    defaultPendingMs: 200,
    defaultPendingMinMs: 0,
    scrollRestoration: true,
    scrollToTopSelectors: ['#content'],
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}

function oneOf<K extends string, const V extends string>(key: K, search: Record<string, unknown>, allowed: readonly V[]): { [P in K]?: V } {
  const found = allowed.find((value) => value === search[key])
  return (found === undefined ? {} : { [key]: found }) as { [P in K]?: V }
}

function text<K extends string>(key: K, search: Record<string, unknown>): { [P in K]?: string } {
  const found = search[key]
  const words = typeof found === 'number' ? String(found) : found // the router reads ?q=12 as a number
  return (typeof words === 'string' && words !== '' ? { [key]: words } : {}) as { [P in K]?: string }
}

/// Where to go after login: a place in this app, never another site.
function withinThisApp(next: string | undefined): { to: string; search: object } {
  if (next === undefined || !/^\/(?![/\\])/.test(next)) return { to: '/orders', search: {} }
  const url = new URL(next, location.origin)
  return { to: url.pathname, search: defaultParseSearch(url.search) }
}

function Splash() {
  const { t } = useTranslation()
  return (
    <div className={classes.splash} role="status" aria-label={t('state.loading')}>
      <LogoMark size={56} />
    </div>
  )
}

function Failed({ error }: ErrorComponentProps) {
  const router = useRouter()
  return (
    <main className={classes.splash}>
      <Trouble failure={error} again={() => void router.invalidate()} />
    </main>
  )
}
