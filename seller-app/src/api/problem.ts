import type { ProblemBody } from './types'

/// Why the API did not do what was asked: an RFC 9457 problem, or no answer at all (`status` 0).
export class Problem extends Error {
  readonly title: string
  readonly detail: string | undefined
  readonly status: number
  readonly code: string | undefined
  readonly fields: ReadonlyArray<{ field: string; message: string }>

  constructor(body: Partial<ProblemBody>, status: number) {
    super(body.detail ?? body.title ?? `HTTP ${status}`)
    this.name = 'Problem'
    this.title = body.title ?? ''
    this.detail = body.detail
    this.status = status
    this.code = body.code
    this.fields = body.errors ?? []
  }

  /// Nobody answered: no network, or the server is away.
  static unreachable(): Problem {
    return new Problem({ code: 'unreachable' }, 0)
  }

  /// Reads a refused answer; a body that is no problem (a proxy's page) leaves only the status.
  static of(status: number, body: unknown): Problem {
    return new Problem(isBody(body) ? body : {}, status)
  }

  /// Worth asking again without a change: the other side was away or busy.
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500
  }
}

function isBody(body: unknown): body is Partial<ProblemBody> {
  return typeof body === 'object' && body !== null && 'title' in body
}
