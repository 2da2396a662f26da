import { createContext, use, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isLanguage, regionalLocale } from './locale'

const DAY_MS = 86_400_000
const STEPS: ReadonlyArray<[Intl.RelativeTimeFormatUnit, number]> = [
  ['day', DAY_MS],
  ['hour', 3_600_000],
  ['minute', 60_000],
]

/// Money, dates and times as this person reads them, in the shop's time zone.
export class Format {
  readonly #locale: string
  readonly #timeZone: string
  readonly #money = new Map<string, Intl.NumberFormat>()
  readonly #count: Intl.NumberFormat
  readonly #dateTime: Intl.DateTimeFormat
  readonly #time: Intl.DateTimeFormat
  readonly #dayKey: Intl.DateTimeFormat
  readonly #relative: Intl.RelativeTimeFormat

  constructor(locale: string, timeZone: string) {
    this.#locale = locale
    this.#timeZone = known(timeZone)
    this.#count = new Intl.NumberFormat(locale)
    const zone = { timeZone: this.#timeZone }
    this.#dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', ...zone })
    this.#time = new Intl.DateTimeFormat(locale, { timeStyle: 'short', ...zone })
    this.#dayKey = new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', ...zone })
    this.#relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' })
  }

  /// With the currency's own number of decimals: 45.00 USD, 45 000 VND, 45.000 KWD.
  money(amount: number, currency: string): string {
    let format = this.#money.get(currency)
    if (format === undefined) {
      try {
        format = new Intl.NumberFormat(this.#locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
      } catch {
        return `${this.count(amount)} ${currency}` // not an ISO 4217 code
      }
      this.#money.set(currency, format)
    }
    return format.format(amount)
  }

  /// A count, with what parts thousands: 12,345.
  count(value: number): string {
    return this.#count.format(value)
  }

  /// How long something took: `0.4 sec`, `12 sec`, `3 min`, `2 hr`.
  span(millis: number): string {
    const seconds = millis / 1000
    const [unit, count] = seconds < 60 ? ['second', seconds] : seconds < 3600 ? ['minute', seconds / 60] : ['hour', seconds / 3600]
    return new Intl.NumberFormat(this.#locale, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: count < 10 && unit === 'second' ? 1 : 0 }).format(count)
  }

  dateTime(at: string): string {
    return this.#dateTime.format(new Date(at))
  }

  time(at: string): string {
    return this.#time.format(new Date(at))
  }

  /// `2026-11-21`: the calendar day in the shop's time zone.
  dayKey(at: string | number): string {
    return this.#dayKey.format(new Date(at))
  }

  /// Today, yesterday, or the date with its weekday.
  day(at: string, now: number): string {
    const key = this.dayKey(at)
    if (key === this.dayKey(now)) return this.#dayName(0)
    if (key === this.dayKey(now - DAY_MS)) return this.#dayName(-1)
    const sameYear = key.slice(0, 4) === this.dayKey(now).slice(0, 4)
    return new Intl.DateTimeFormat(this.#locale, {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      year: sameYear ? undefined : 'numeric',
      timeZone: this.#timeZone,
    }).format(new Date(at))
  }

  /// How long ago, in the largest whole unit; a clock that is a little ahead counts as now.
  ago(at: string, now: number): string {
    const past = Math.max(0, now - new Date(at).getTime())
    for (const [unit, size] of STEPS) if (past >= size) return this.#relative.format(-Math.floor(past / size), unit)
    return this.#relative.format(0, 'second')
  }

  #dayName(offset: 0 | -1): string {
    const name = new Intl.RelativeTimeFormat(this.#locale, { numeric: 'auto' }).format(offset, 'day')
    return name.charAt(0).toLocaleUpperCase(this.#locale) + name.slice(1)
  }
}

function known(timeZone: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone })
    return timeZone
  } catch {
    return 'UTC'
  }
}

export const ShopTimeZone = createContext(Intl.DateTimeFormat().resolvedOptions().timeZone)

export function useFormat(): Format {
  const { i18n } = useTranslation()
  const timeZone = use(ShopTimeZone)
  const language = i18n.resolvedLanguage
  return useMemo(() => {
    const spoken = isLanguage(language) ? language : 'en'
    return new Format(regionalLocale(spoken, navigator.languages), timeZone)
  }, [language, timeZone])
}

/// The time, again each half minute, for words like "5 min. ago".
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000)
    return () => clearInterval(timer)
  }, [])
  return now
}
