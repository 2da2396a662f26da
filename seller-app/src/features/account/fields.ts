import type { TFunction } from 'i18next'
import * as z from 'zod/mini'
import { Problem } from '@/api'

z.config({ jitless: true }) // no `new Function`: the content security policy forbids it

export const email = (t: TFunction) => z.pipe(z.string().check(z.trim()), z.email({ error: t('account.error.email') }))
export const filled = (t: TFunction) => z.string().check(z.minLength(1, { error: t('account.error.empty') }))
export const businessName = (t: TFunction) => {
  const error = t('account.error.businessName')
  return z.string().check(z.trim(), z.minLength(3, { error }), z.maxLength(100, { error }))
}

/// What the server asks of a password, said before it has to.
export const newPassword = (t: TFunction) => {
  const error = t('account.error.password')
  return z.string().check(z.minLength(8, { error }), z.regex(/[a-z]/, { error }), z.regex(/[A-Z]/, { error }), z.regex(/\d/, { error }))
}

/// Puts the server's complaints beside the fields they are about.
///
/// @return false when a complaint has no field here and must be shown for the whole form
export function complain<K extends string>(failure: unknown, fields: readonly K[], set: (field: K, error: { message: string }) => void): boolean {
  if (!(failure instanceof Problem) || failure.fields.length === 0) return false
  let placed = true
  for (const { field, message } of failure.fields) {
    const own = fields.find((name) => name === field)
    if (own === undefined) placed = false
    else set(own, { message })
  }
  return placed
}
