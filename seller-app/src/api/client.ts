import createClient, { type Client } from 'openapi-fetch'
import type { paths } from './generated'
import { Problem } from './problem'
import { SessionKeeper } from './session'

type Fetch = typeof globalThis.fetch

/// A fetch that carries the session's token and, when the token has run out, gets a new one and asks once more.
///
/// @throws Problem with status 0 when nobody answered
export function authorised(session: SessionKeeper, fetch: Fetch): (request: Request) => Promise<Response> {
  const send = async (request: Request): Promise<Response> => {
    const headers = new Headers(request.headers)
    if (session.token !== undefined) headers.set('Authorization', `Bearer ${session.token}`)
    try {
      return await fetch(new Request(request, { headers }))
    } catch (failure) {
      if (request.signal.aborted) throw failure
      throw Problem.unreachable()
    }
  }
  return async (request) => {
    const again = request.clone()
    const sentWith = session.token
    const response = await send(request)
    if (response.status !== 401 || new URL(request.url).pathname.startsWith('/api/auth/')) return response
    const renewedMeanwhile = session.token !== undefined && session.token !== sentWith
    const renewed = renewedMeanwhile || (await session.refresh())
    return renewed ? send(again) : response
  }
}

/// The answer's body, or its problem thrown.
export async function ask<T>(
  call: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<Exclude<T, undefined>> {
  const { data, error, response } = await call
  if (!response.ok) throw Problem.of(response.status, error)
  return data as Exclude<T, undefined>
}

/// A fresh `Idempotency-Key`. Works without a secure context too (a phone on the shop's own network).
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

const browserFetch: Fetch = (...args) => globalThis.fetch(...args)

export const session = new SessionKeeper(browserFetch)
export const sessionFetch = authorised(session, browserFetch)
export const api: Client<paths> = createClient<paths>({ fetch: sessionFetch })
