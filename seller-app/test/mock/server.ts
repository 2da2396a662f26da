import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Channel, ChannelStats, ConnectWay, Conversation, Order, OrderStatus, ProblemBody } from '../../src/api/types'
import type { DemoShop, LiveEvent } from './shop'

/// What the gateway sends with the page. Mantine writes its variables into a style element, hence `unsafe-inline` for styles only.
export const SECURITY_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data: https:; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

const PAGE = 30

class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly detail: string,
    readonly errors: ProblemBody['errors'] = undefined,
  ) {
    super(detail)
  }
}

type Asked = { shop: DemoShop; request: IncomingMessage; response: ServerResponse; url: URL; body: Record<string, unknown>; id: string }
type Answer = { status?: number; body?: unknown; cookie?: string } | 'streaming'
type Route = [method: string, path: RegExp, open: boolean, handler: (asked: Asked) => Answer]

const ROUTES: Route[] = [
  ['POST', /^\/api\/auth\/signup$/, true, signUp],
  ['POST', /^\/api\/auth\/verify-email$/, true, verifyEmail],
  ['POST', /^\/api\/auth\/resend-code$/, true, () => ({ status: 202 })],
  ['POST', /^\/api\/auth\/forgot-password$/, true, () => ({ status: 202 })],
  ['POST', /^\/api\/auth\/reset-password$/, true, resetPassword],
  ['POST', /^\/api\/auth\/login$/, true, login],
  ['POST', /^\/api\/auth\/refresh$/, true, refresh],
  ['POST', /^\/api\/auth\/logout$/, true, logout],
  ['GET', /^\/api\/live$/, false, live],
  ['GET', /^\/api\/orders$/, false, listOrders],
  ['GET', /^\/api\/orders\/([^/]+)$/, false, (asked) => ({ body: order(asked) })],
  ['PATCH', /^\/api\/orders\/([^/]+)\/status$/, false, changeStatus],
  ['POST', /^\/api\/orders\/([^/]+)\/notes$/, false, addNote],
  ['POST', /^\/api\/orders\/([^/]+)\/payments$/, false, recordPayment],
  ['GET', /^\/api\/conversations$/, false, listConversations],
  ['GET', /^\/api\/conversations\/([^/]+)$/, false, (asked) => ({ body: conversation(asked) })],
  ['GET', /^\/api\/conversations\/([^/]+)\/messages$/, false, (asked) => ({ body: page(asked.shop.messages.get(conversation(asked).id) ?? [], asked.url) })],
  ['POST', /^\/api\/conversations\/([^/]+)\/messages$/, false, sendMessage],
  ['POST', /^\/api\/conversations\/([^/]+)\/takeover$/, false, (asked) => handled(asked, 'PERSON')],
  ['POST', /^\/api\/conversations\/([^/]+)\/release$/, false, (asked) => handled(asked, 'ASSISTANT')],
  ['POST', /^\/api\/channels\/connect\/(instagram|facebook)\/oauth$/, false, ({ id }) => ({ body: { authorizeUrl: `/channels?choose=${id}` } })],
  ['GET', /^\/api\/channels\/connect\/sessions\/([^/]+)$/, false, ({ shop, id }) => ({ body: shop.login(id) })],
  ['POST', /^\/api\/channels\/connect\/sessions\/([^/]+)$/, false, ({ shop, id, body }) => ({ body: shop.chooseAccounts(id, body['accountIds'] as string[]) })],
  ['GET', /^\/api\/channels\/connect$/, false, () => ({ body: { items: WAYS } })],
  ['POST', /^\/api\/channels\/connect\/([^/]+)$/, false, connect],
  ['GET', /^\/api\/channels\/([^/]+)$/, false, (asked) => ({ body: channel(asked) })],
  ['DELETE', /^\/api\/channels\/([^/]+)$/, false, (asked) => ({ status: 204, body: asked.shop.disconnect(channel(asked)) })],
  ['GET', /^\/api\/channels\/([^/]+)\/stats$/, false, (asked) => ({ body: stats(asked) })],
  ['GET', /^\/api\/channels\/([^/]+)\/failed$/, false, (asked) => ({ body: page(asked.shop.failed(channel(asked).id), asked.url) })],
  ['POST', /^\/api\/channels\/([^/]+)\/failed\/retry$/, false, (asked) => ({ status: 202, body: { messages: asked.shop.retry(channel(asked).id) } })],
  ['POST', /^\/api\/channels\/([^/]+)\/failed\/([^/]+)\/retry$/, false, retryOne],
  ['GET', /^\/api\/channels\/([^/]+)\/not-understood$/, false, listSetAside],
  ['GET', /^\/api\/channels$/, false, ({ shop }) => ({ body: { items: shop.channels } })],
]

/// Answers one request under /api as the services behind the gateway would.
export async function handle(shop: DemoShop, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://shop')
  const called = `${request.method} ${url.pathname}`
  try {
    for (const [key, problem] of shop.refusals) {
      if (!called.includes(key)) continue
      shop.refusals.delete(key)
      throw new Refused(problem.status, problem.code, problem.title, problem.detail)
    }
    const text = await read(request)
    for (const [method, path, open, handler] of ROUTES) {
      const match = path.exec(url.pathname)
      if (match === null || method !== request.method) continue
      if (!open && !shop.accessTokens.has((request.headers.authorization ?? '').replace(/^Bearer /, ''))) {
        throw new Refused(401, 'unauthenticated', 'You are not signed in', 'Sign in and try again.')
      }
      const body = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>)
      const answer = once(shop, request, () => handler({ shop, request, response, url, body, id: match[1] ?? '' }))
      if (answer === 'streaming') return
      if (answer.cookie !== undefined) response.setHeader('Set-Cookie', answer.cookie)
      send(response, answer.status ?? 200, 'application/json', answer.body)
      return
    }
    throw new Refused(404, 'not_found', 'There is nothing here', `${called} is not known.`)
  } catch (failure) {
    const refused = failure instanceof Refused ? failure : new Refused(400, 'invalid_input', 'The request could not be read', String(failure))
    const { status, code, title, detail, errors } = refused
    const problem: ProblemBody = { type: 'about:blank', status, code, title, detail, ...(errors && { errors }) }
    send(response, status, 'application/problem+json', problem)
  }
}

/// The same Idempotency-Key gets the same answer.
function once(shop: DemoShop, request: IncomingMessage, work: () => Answer): Answer {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string') return work()
  const known = shop.idempotent.get(key) as Answer | undefined
  const answer = known ?? work()
  shop.idempotent.set(key, answer)
  return answer
}

function opened(shop: DemoShop): Answer {
  const [accessToken, cookie] = [randomUUID(), randomUUID()]
  shop.accessTokens.add(accessToken)
  shop.refreshTokens.add(cookie)
  return {
    body: { accessToken, expiresIn: 3600, user: shop.user, shop: shop.shop },
    cookie: `parley_refresh=${cookie}; HttpOnly; SameSite=Strict; Path=/api/auth`,
  }
}

function login({ shop, body }: Asked): Answer {
  if (body.email !== shop.user.email || body.password !== shop.password) {
    throw new Refused(401, 'wrong_credentials', 'E-mail or password is wrong', 'Check both and try again.')
  }
  if (!shop.verified) throw new Refused(403, 'email_not_verified', 'Your e-mail is not confirmed yet', 'Type the code we sent you.')
  return opened(shop)
}

function refresh({ shop, request }: Asked): Answer {
  const cookie = /parley_refresh=([^;]+)/.exec(request.headers.cookie ?? '')?.[1]
  if (cookie === undefined || !shop.refreshTokens.delete(cookie)) {
    throw new Refused(401, 'unauthenticated', 'You are not signed in', 'Sign in and try again.')
  }
  return opened(shop)
}

function logout({ shop }: Asked): Answer {
  shop.refreshTokens.clear()
  shop.accessTokens.clear()
  return { status: 204, cookie: 'parley_refresh=; Max-Age=0; Path=/api/auth' }
}

function signUp({ shop, body }: Asked): Answer {
  if (body.email === 'taken@example.com') {
    throw new Refused(400, 'invalid_input', 'The form has a mistake', 'See below.', [{ field: 'email', message: 'There is a shop with this e-mail already.' }])
  }
  shop.user.email = String(body.email)
  shop.user.name = String(body.name)
  shop.shop.name = String(body.businessName)
  shop.password = String(body.password)
  shop.locale = String(body.locale)
  shop.verified = false
  return { status: 201, body: { userId: shop.user.id, shopId: shop.shop.id, email: shop.user.email, emailVerified: false } }
}

function verifyEmail({ shop, body }: Asked): Answer {
  if (body.code !== shop.code) throw new Refused(400, 'wrong_code', 'This code is not right', 'Check the e-mail, or ask for a new code.')
  shop.verified = true
  return {}
}

function resetPassword({ shop, body }: Asked): Answer {
  shop.password = String(body.password)
  return {}
}

function live({ shop, request, response }: Asked): Answer {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' })
  const write = ({ id, event, data }: LiveEvent) => response.write(`id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
  response.write(': hello\n\n')
  const last = Number(request.headers['last-event-id'] ?? shop.log.length)
  for (const missed of shop.log.filter(({ id }) => id > last)) write(missed)
  shop.listeners.add(write)
  response.on('close', () => shop.listeners.delete(write))
  return 'streaming'
}

function listOrders({ shop, url }: Asked): Answer {
  const [status, q] = [url.searchParams.get('status'), fold(url.searchParams.get('q'))]
  const fits = (order: Order) =>
    (status === null || order.status === status) && fold([order.number, order.customerName, ...order.lines.map(({ title }) => title)].join(' ')).includes(q)
  return { body: page(shop.orders.filter(fits).toSorted((a, b) => b.capturedAt.localeCompare(a.capturedAt)), url) }
}

function listConversations({ shop, url }: Asked): Answer {
  const [handling, q] = [url.searchParams.get('handling'), fold(url.searchParams.get('q'))]
  const fits = (one: Conversation) => (handling === null || one.handling === handling) && fold(`${one.customerName} ${one.lastMessage?.text}`).includes(q)
  return { body: page(shop.conversations.filter(fits).toSorted((a, b) => b.updatedAt.localeCompare(a.updatedAt)), url) }
}

function page<T>(all: T[], url: URL): { items: T[]; next: string | null } {
  const from = Number(url.searchParams.get('cursor') ?? 0)
  const limit = Number(url.searchParams.get('limit') ?? PAGE)
  return { items: all.slice(from, from + limit), next: from + limit < all.length ? String(from + limit) : null }
}

function order({ shop, id }: Asked): Order {
  const found = shop.orders.find((one) => one.id === id)
  if (found === undefined) throw new Refused(404, 'order_not_found', 'There is no such order', 'It may belong to another shop.')
  return found
}

function conversation({ shop, id }: Asked): Conversation {
  const found = shop.conversations.find((one) => one.id === id)
  if (found === undefined) throw new Refused(404, 'conversation_not_found', 'There is no such conversation', 'It may belong to another shop.')
  return found
}

const WAYS: ConnectWay[] = [
  { way: 'facebook', accountIdIs: 'the page, 3 to 30 digits', details: [] },
  {
    way: 'whatsapp',
    accountIdIs: 'the phone number id from WhatsApp Manager, 3 to 30 digits',
    details: [{ name: 'wabaId', required: false, is: "the WhatsApp Business Account's number, 3 to 30 digits" }],
  },
  {
    way: 'twilio',
    accountIdIs: 'the number in full, a plus and digits: +15005550006',
    details: [{ name: 'accountSid', required: true, is: 'the Account SID: AC and 32 digits or a to f' }],
  },
]

const SHAPES: Record<string, RegExp> = { wabaId: /^\d{3,30}$/, accountSid: /^AC[0-9a-f]{32}$/ }

function connect({ shop, id, body }: Asked): Answer {
  if (body.details === undefined) throw new Refused(400, 'invalid_input', 'The form has a mistake', 'See below.', [{ field: 'details', message: 'must not be null' }])
  const details = body.details as Record<string, string>
  const asked = WAYS.find(({ way }) => way === id)
  const wrong = asked?.details.find(({ name, required }) => (required || details[name] !== undefined) && !SHAPES[name]?.test(details[name] ?? ''))
  if (asked === undefined) throw new Refused(404, 'platform_unknown', 'There is nothing here', 'Connect one of these.')
  if (wrong !== undefined) {
    throw new Refused(400, 'invalid_input', 'The form has a mistake', 'See below.', [{ field: `details.${wrong.name}`, message: `must be ${wrong.is}` }])
  }
  return { status: 201, body: shop.connect(id, String(body.accountId), body.name as string | undefined) }
}

function channel({ shop, id }: Asked): Channel {
  const found = shop.channels.find((one) => one.id === id)
  if (found === undefined) throw new Refused(404, 'channel_not_found', 'There is no such channel', 'It may belong to another shop.')
  return found
}

function stats(asked: Asked): ChannelStats {
  const { id, messagesToday } = channel(asked)
  const messagesOut = Math.floor(messagesToday / 2)
  return { messagesIn: messagesToday - messagesOut, messagesOut, failures: asked.shop.failed(id).length, waiting: 0, answerMillisP50: messagesOut === 0 ? null : 412 }
}

function retryOne(asked: Asked): Answer {
  const messageId = asked.url.pathname.split('/').at(-2)
  if (asked.shop.retry(channel(asked).id, messageId) === 0) {
    throw new Refused(409, 'not_failed', 'Not possible now', 'This message is on its way, or has arrived.')
  }
  return { status: 202 }
}

function listSetAside(asked: Asked): Answer {
  const kind = asked.url.searchParams.get('kind')
  const all = asked.shop.setAside.get(channel(asked).id) ?? []
  return { body: page(all.filter((one) => kind === null || one.kind === kind), asked.url) }
}

function changeStatus(asked: Asked): Answer {
  const found = order(asked)
  const status = asked.body.status as OrderStatus
  if (!found.next.includes(status)) {
    throw new Refused(409, 'illegal_transition', 'The order has moved on', `${found.number} is ${found.status}; it cannot become ${status}.`)
  }
  asked.shop.move(found, status, (asked.body.reason as string | undefined) ?? null)
  return { body: found }
}

function addNote(asked: Asked): Answer {
  const found = order(asked)
  found.notes.push({ id: randomUUID(), text: String(asked.body.text), by: asked.shop.user.id, at: new Date().toISOString() })
  return { status: 201, body: found }
}

function recordPayment(asked: Asked): Answer {
  const found = order(asked)
  asked.shop.pay(found, String(asked.body.method), (asked.body.reference as string | undefined) ?? null)
  return { status: 201, body: found }
}

function sendMessage(asked: Asked): Answer {
  const found = conversation(asked)
  asked.shop.handle(found, 'PERSON')
  return { status: 201, body: asked.shop.say(found.id, 'SELLER', String(asked.body.text)) }
}

function handled(asked: Asked, handling: 'PERSON' | 'ASSISTANT'): Answer {
  const found = conversation(asked)
  asked.shop.handle(found, handling)
  return { body: found }
}

function fold(text: string | null): string {
  return (text ?? '').normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

async function read(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  return Buffer.concat(pieces).toString('utf8')
}

function send(response: ServerResponse, status: number, type: string, body: unknown): void {
  if (body === undefined) {
    response.writeHead(status).end()
    return
  }
  response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store' }).end(JSON.stringify(body, (_, value: unknown) => value ?? undefined)) // the services leave out what is not there
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/// The built app and the demo shop on one port, as the gateway serves them: a path that is no file is the app's own.
export async function serve(shop: DemoShop, dist: string, port = 0): Promise<{ url: string; server: Server; cut: () => void; close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://shop').pathname
    if (path.startsWith('/api/')) {
      void handle(shop, request, response)
      return
    }
    const file = join(dist, normalize(path))
    const found = existsSync(file) && statSync(file).isFile() ? file : join(dist, 'index.html')
    const content = gzipSync(readFileSync(found))
    response
      .writeHead(200, {
        'Content-Type': TYPES[extname(found)] ?? 'application/octet-stream',
        'Content-Encoding': 'gzip',
        'Content-Security-Policy': SECURITY_POLICY,
        'Cache-Control': path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      })
      .end(content)
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const { port: bound } = server.address() as AddressInfo
  return {
    url: `http://localhost:${bound}`,
    server,
    cut: () => server.closeAllConnections(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
