export type ServerEvent = { event: string; data: string; id: string }

/// Reads `text/event-stream` as it comes, in pieces cut anywhere. The HTML standard's rules, without `retry`.
export class EventStreamParser {
  #rest = ''
  #event = ''
  #data: string[] = []
  /// The last id seen, to resume from; it outlives the connection.
  lastId: string

  constructor(lastId = '') {
    this.lastId = lastId
  }

  feed(piece: string): ServerEvent[] {
    this.#rest += piece
    const found: ServerEvent[] = []
    for (;;) {
      const end = /\r\n|\n|\r(?!$)/.exec(this.#rest) // a CR at the very end may be half of a CRLF
      if (end === null) return found
      const line = this.#rest.slice(0, end.index)
      this.#rest = this.#rest.slice(end.index + end[0].length)
      const event = this.#line(line)
      if (event !== undefined) found.push(event)
    }
  }

  #line(line: string): ServerEvent | undefined {
    if (line === '') return this.#dispatch()
    const colon = line.indexOf(':')
    if (colon === 0) return undefined // a comment, the server's sign of life
    const field = colon === -1 ? line : line.slice(0, colon)
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (field === 'event') this.#event = value
    else if (field === 'data') this.#data.push(value)
    else if (field === 'id' && !value.includes('\0')) this.lastId = value
    return undefined
  }

  #dispatch(): ServerEvent | undefined {
    const event = { event: this.#event || 'message', data: this.#data.join('\n'), id: this.lastId }
    const empty = this.#data.length === 0
    this.#event = ''
    this.#data = []
    // an event named but without data (`event: reset`) still counts here: the name is the news
    return empty && event.event === 'message' ? undefined : event
  }
}

export type LineState = 'connecting' | 'live' | 'reconnecting' | 'offline'

export type LiveLine = {
  /// Asks for the stream; throws or answers other than 200 when it cannot be had.
  open: (lastId: string, signal: AbortSignal) => Promise<Response>
  heard: (event: ServerEvent) => void
  changed: (state: LineState) => void
  /// Milliseconds to wait before try number `failures` + 1.
  pause?: (failures: number) => number
  /// Silence after which the line is taken for dead, in milliseconds.
  silence?: number
}

/// 1 s, 2 s, 4 s … 30 s, with up to a quarter taken off so that many browsers do not come back at once.
export function backOff(failures: number): number {
  return Math.min(30_000, 1000 * 2 ** Math.max(0, failures - 1)) * (1 - Math.random() / 4)
}

/// Keeps the line to `/api/live` open: reads it, reconnects with back-off, resumes after the last event heard.
///
/// @return hangs up
export function stayOnTheLine(line: LiveLine): () => void {
  const pause = line.pause ?? backOff
  const silence = line.silence ?? 90_000
  const over = new AbortController()
  const parser = { lastId: '' }
  let wake: (() => void) | undefined
  const hurry = () => wake?.()

  const waitFor = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  const listen = async (): Promise<void> => {
    const attempt = new AbortController()
    const hangUp = () => attempt.abort()
    over.signal.addEventListener('abort', hangUp)
    let watchdog = setTimeout(hangUp, silence)
    try {
      const response = await line.open(parser.lastId, attempt.signal)
      if (!response.ok || response.body === null) throw new Error(`HTTP ${response.status}`)
      line.changed('live')
      const events = new EventStreamParser(parser.lastId)
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
      for (;;) {
        const { done, value } = await reader.read()
        if (done) return
        clearTimeout(watchdog)
        watchdog = setTimeout(hangUp, silence)
        for (const event of events.feed(value)) {
          parser.lastId = event.id
          line.heard(event)
        }
      }
    } finally {
      clearTimeout(watchdog)
      over.signal.removeEventListener('abort', hangUp)
    }
  }

  const keep = async () => {
    let failures = 0
    line.changed('connecting')
    while (!over.signal.aborted) {
      const since = Date.now()
      await listen().catch(() => undefined)
      if (over.signal.aborted) return
      failures = Date.now() - since > 10_000 ? 1 : failures + 1
      line.changed(isOffline() ? 'offline' : 'reconnecting')
      await waitFor(pause(failures))
    }
  }

  globalThis.addEventListener?.('online', hurry)
  void keep()
  return () => {
    globalThis.removeEventListener?.('online', hurry)
    over.abort()
    hurry()
  }
}

function isOffline(): boolean {
  return typeof navigator !== 'undefined' && navigator.onLine === false
}
