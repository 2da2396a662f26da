import { expect, test } from 'vitest'
import { Format } from './format'
import { bestLanguage, regionalLocale } from './locale'

const now = Date.parse('2026-11-21T01:30:00Z')
const plain = (text: string) => text.replace(/\s/g, ' ') // Intl uses several kinds of space

test('money has as many decimals as its currency', () => {
  const english = new Format('en-AU', 'Australia/Sydney')
  expect(plain(english.money(118.5, 'USD'))).toBe('$118.50')
  expect(plain(english.money(45000, 'VND'))).toBe('₫45,000')
  expect(plain(english.money(4.5, 'KWD'))).toBe('KWD 4.500')
  expect(plain(new Format('fr', 'Europe/Paris').money(1118.5, 'EUR'))).toBe('1 118,50 €')
  expect(plain(new Format('vi', 'Asia/Ho_Chi_Minh').money(45000, 'VND'))).toBe('45.000 ₫')
})

test('a count has its thousands apart', () => {
  expect(new Format('en', 'UTC').count(12345)).toBe('12,345')
  expect(new Format('vi', 'UTC').count(12345)).toBe('12.345')
  expect(plain(new Format('fr', 'UTC').count(1234567))).toBe('1 234 567')
})

test('a currency that nobody knows is written out', () => {
  expect(new Format('en', 'UTC').money(3, 'GLOW COINS')).toBe('3 GLOW COINS')
})

test('days are the days of the shop, not of the browser', () => {
  const sydney = new Format('en-AU', 'Australia/Sydney')
  expect(sydney.dayKey('2026-11-20T14:00:00Z')).toBe('2026-11-21')
  expect(sydney.day('2026-11-20T14:00:00Z', now)).toBe('Today')
  expect(sydney.day('2026-11-20T12:00:00Z', now)).toBe('Yesterday')
  expect(new Format('en-AU', 'UTC').day('2026-11-20T14:00:00Z', now)).toBe('Yesterday')
  expect(sydney.day('2025-12-24T14:00:00Z', now)).toContain('2025')
})

test('a time zone that nobody knows is no reason to fail', () => {
  expect(new Format('en', 'Mars/Olympus').dayKey('2026-11-20T14:00:00Z')).toBe('2026-11-20')
})

test('how long ago is told in the largest whole unit, and a fast clock counts as now', () => {
  const format = new Format('en', 'UTC')
  const ago = (ms: number) => format.ago(new Date(now - ms).toISOString(), now)
  expect(ago(-5000)).toBe('now')
  expect(ago(59_000)).toBe('now')
  expect(ago(4 * 60_000)).toMatch(/^4 min/)
  expect(ago(3 * 3_600_000)).toMatch(/^3 hr/)
  expect(ago(2 * 86_400_000)).toMatch(/^2 days/)
})

test('the first language that the app speaks is spoken, in its region', () => {
  expect(bestLanguage(['de-CH', 'fr-CH', 'en'])).toBe('fr')
  expect(bestLanguage(['ja'])).toBe('en')
  expect(regionalLocale('en', ['fr', 'en-NZ'])).toBe('en-NZ')
  expect(regionalLocale('sw', ['en-KE'])).toBe('sw')
})

test('how long something took is told in the unit that suits it', () => {
  const format = new Format('en', 'UTC')
  expect(format.span(412)).toBe('0.4 sec')
  expect(format.span(12_300)).toBe('12 sec')
  expect(format.span(180_000)).toBe('3 min')
  expect(format.span(7_200_000)).toBe('2 hr')
})
