import { expect, test } from 'vitest'
import { ask, authorised } from './client'
import { Problem } from './problem'
import { SessionKeeper } from './session'
import type { Session } from './types'

/// A server that takes `Bearer good-<n>` and hands out the next number at each refresh.
class Server {
  valid = 'good-1'
  refreshes = 0
  refuses: Response | undefined
  readonly bodies: string[] = []

  readonly fetch: typeof globalThis.fetch = async (input, init) => {
    const request = input instanceof Request ? input : new Request(new URL(input, 'http://shop'), init)
    if (request.url.endsWith('/api/auth/refresh')) {
      this.refreshes += 1
      if (this.refuses !== undefined) return this.refuses
      this.valid = `good-${this.refreshes + 1}`
      return Response.json(opened(this.valid))
    }
    this.bodies.push(await request.text())
    return new Response(null, { status: request.headers.get('Authorization') === `Bearer ${this.valid}` ? 204 : 401 })
  }
}

const opened = (accessToken: string): Session => ({
  accessToken,
  expiresIn: 3600,
  user: { id: 'u', email: 'ama@example.com', name: 'Ama' },
  shop: { id: 's', name: 'Glow by Ama', currency: 'USD', timeZone: 'UTC', role: 'OWNER' },
})

function signedIn(server: Server, token: string) {
  const session = new SessionKeeper(server.fetch)
  session.begin(opened(token))
  return { session, send: authorised(session, server.fetch) }
}

const note = () => new Request('http://shop/api/orders/1/notes', { method: 'POST', body: 'gift wrap' })

test('a token that ran out is renewed and the request sent again with its body', async () => {
  const server = new Server()
  const { send } = signedIn(server, 'old')
  expect((await send(note())).status).toBe(204)
  expect(server.bodies).toEqual(['gift wrap', 'gift wrap'])
})

test('many requests at once renew the token once', async () => {
  const server = new Server()
  const { send } = signedIn(server, 'old')
  const answers = await Promise.all(Array.from({ length: 8 }, () => send(note())))
  expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(204))
  expect(server.refreshes).toBe(1)
})

test('a session that is over signs out and lets the refusal through', async () => {
  const server = new Server()
  server.refuses = new Response(null, { status: 401 })
  const { session, send } = signedIn(server, 'old')
  expect((await send(note())).status).toBe(401)
  expect(session.now.state).toBe('out')
})

test('a server that is away signs nobody out', async () => {
  const server = new Server()
  server.refuses = Response.json({ title: 'Too busy', status: 503 }, { status: 503 })
  const { session, send } = signedIn(server, 'old')
  await expect(send(note())).rejects.toMatchObject({ status: 503, title: 'Too busy', passing: true })
  expect(session.now.state).toBe('in')
})

test('no network is a problem of its own', async () => {
  const session = new SessionKeeper(() => Promise.reject(new TypeError('Failed to fetch')))
  const send = authorised(session, () => Promise.reject(new TypeError('Failed to fetch')))
  await expect(send(note())).rejects.toMatchObject({ status: 0, passing: true })
  await expect(session.known()).rejects.toMatchObject({ status: 0 })
  expect(session.now.state).toBe('unknown')
})

test('a refused answer is thrown with its words, whatever its body is', async () => {
  const refused = (status: number, error: unknown) => ask(Promise.resolve({ error, response: new Response(null, { status }) }))
  await expect(refused(409, { title: 'The order has moved on', detail: 'It is COMPLETED.', status: 409, code: 'illegal_transition' })).rejects.toMatchObject({
    title: 'The order has moved on',
    detail: 'It is COMPLETED.',
    code: 'illegal_transition',
    passing: false,
  })
  await expect(refused(502, '<html>Bad gateway</html>')).rejects.toBeInstanceOf(Problem)
})
