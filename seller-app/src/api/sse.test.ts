import { afterEach, expect, test, vi } from 'vitest'
import { backOff, EventStreamParser, type LineState, type ServerEvent, stayOnTheLine } from './sse'

afterEach(() => vi.useRealTimers())

const parse = (...pieces: string[]) => {
  const parser = new EventStreamParser()
  return pieces.flatMap((piece) => parser.feed(piece))
}

test('an event is its name, its data and its id', () => {
  expect(parse('id: 7\nevent: order\ndata: {"id":"a"}\n\n')).toEqual([{ event: 'order', data: '{"id":"a"}', id: '7' }])
})

test('pieces may be cut anywhere, even within a line break', () => {
  const whole = 'id: 7\r\nevent: order\r\ndata: a\r\ndata: b\r\n\r\nid: 8\r\ndata: c\r\n\r\n'
  const expected = [
    { event: 'order', data: 'a\nb', id: '7' },
    { event: 'message', data: 'c', id: '8' },
  ]
  for (let cut = 0; cut <= whole.length; cut++) expect(parse(whole.slice(0, cut), whole.slice(cut))).toEqual(expected)
  expect(parse(...whole)).toEqual(expected)
})

test('comments are signs of life and no events', () => {
  expect(parse(': hello\n\n:\n\n')).toEqual([])
})

test('an id stays until the next one, and an event without data is still heard by its name', () => {
  expect(parse('id: 3\ndata: x\n\nevent: reset\n\n')).toEqual([
    { event: 'message', data: 'x', id: '3' },
    { event: 'reset', data: '', id: '3' },
  ])
})

test('the pause grows to half a minute and no further', () => {
  for (const [failures, most] of [[1, 1000], [2, 2000], [5, 16_000], [6, 30_000], [60, 30_000]] as const) {
    const pause = backOff(failures)
    expect(pause).toBeLessThanOrEqual(most)
    expect(pause).toBeGreaterThanOrEqual(most * 0.75)
  }
})

test('a line that ends is taken up again after the last event heard', async () => {
  const answers = ['id: 1\nevent: order\ndata: {}\n\n', 'id: 2\nevent: order\ndata: {}\n\n']
  const asked: string[] = []
  const heard: ServerEvent[] = []
  const states: LineState[] = []
  await new Promise<void>((done) => {
    const hangUp = stayOnTheLine({
      open: (lastId) => {
        asked.push(lastId)
        const answer = answers.shift()
        if (answer === undefined) {
          hangUp()
          done()
        }
        return Promise.resolve(new Response(answer ?? ''))
      },
      heard: (event) => heard.push(event),
      changed: (state) => states.push(state),
      pause: () => 1,
    })
  })
  expect(asked).toEqual(['', '1', '2'])
  expect(heard.map(({ id }) => id)).toEqual(['1', '2'])
  expect(states.slice(0, 4)).toEqual(['connecting', 'live', 'reconnecting', 'live'])
})

test('a line that fell silent is given up for a new one', async () => {
  vi.useFakeTimers()
  let opened = 0
  const hangUp = stayOnTheLine({
    open: (_, signal) => {
      opened += 1
      const silent = new ReadableStream<Uint8Array>({
        start: (controller) => signal.addEventListener('abort', () => controller.error(new Error('aborted'))),
      })
      return Promise.resolve(new Response(silent))
    },
    heard: () => undefined,
    changed: () => undefined,
    pause: () => 10,
    silence: 1000,
  })
  await vi.advanceTimersByTimeAsync(900)
  expect(opened).toBe(1)
  await vi.advanceTimersByTimeAsync(200)
  expect(opened).toBe(2)
  hangUp()
})
