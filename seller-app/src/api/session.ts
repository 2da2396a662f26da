import { Problem } from './problem'
import type { Session } from './types'

/// `unknown` until the refresh cookie was tried once.
export type SignedIn = { state: 'unknown' } | { state: 'out' } | { state: 'in'; session: Session }

type Fetch = typeof globalThis.fetch

/// Who is signed in. The access token lives here, in memory, and nowhere else; a reload gets a new one for the
/// HttpOnly refresh cookie.
export class SessionKeeper {
  #now: SignedIn = { state: 'unknown' }
  #refreshing: Promise<boolean> | undefined
  readonly #listeners = new Set<() => void>()
  readonly #fetch: Fetch

  constructor(fetch: Fetch) {
    this.#fetch = fetch
  }

  get now(): SignedIn {
    return this.#now
  }

  get token(): string | undefined {
    return this.#now.state === 'in' ? this.#now.session.accessToken : undefined
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  begin(session: Session): void {
    this.#become({ state: 'in', session })
  }

  end(): void {
    this.#become({ state: 'out' })
  }

  /// Signed in or out for certain, asking for a new token at most once.
  ///
  /// @throws Problem when the answer could not be had; being signed out is no problem
  async known(): Promise<SignedIn> {
    if (this.#now.state === 'unknown') await this.refresh()
    return this.#now
  }

  /// Trades the refresh cookie for a new access token. However many ask at once, one request leaves: the cookie is
  /// good for one use, and a second use would end the session.
  ///
  /// @return false when there is no session any more
  refresh(): Promise<boolean> {
    this.#refreshing ??= oneTabAtATime(() => this.#trade()).finally(() => (this.#refreshing = undefined))
    return this.#refreshing
  }

  async #trade(): Promise<boolean> {
    let response: Response
    try {
      response = await this.#fetch('/api/auth/refresh', { method: 'POST', credentials: 'same-origin' })
    } catch {
      throw Problem.unreachable()
    }
    if (response.ok) {
      this.begin((await response.json()) as Session)
      return true
    }
    if (response.status === 400 || response.status === 401 || response.status === 403) {
      this.end()
      return false
    }
    throw Problem.of(response.status, await response.json().catch(() => undefined))
  }

  #become(next: SignedIn): void {
    this.#now = next
    for (const listener of this.#listeners) listener()
  }
}

/// Two tabs of one browser share the cookie, so they must not trade it at the same moment.
function oneTabAtATime<T>(work: () => Promise<T>): Promise<T> {
  const locks = typeof navigator === 'undefined' ? undefined : (navigator.locks as LockManager | undefined)
  return locks === undefined ? work() : (locks.request('parley-refresh', work) as Promise<T>)
}
