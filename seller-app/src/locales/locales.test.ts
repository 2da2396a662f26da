import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const PLURALS = /_(zero|one|two|few|many|other)$/

/// Every text of a language by its key; the plural forms of one text count as one, with the forms its grammar has.
function texts(language: string): Map<string, { text: string; forms: Set<string> }> {
  const found = new Map<string, { text: string; forms: Set<string> }>()
  const walk = (path: string, node: unknown) => {
    if (typeof node === 'string') {
      const key = path.replace(PLURALS, '')
      const forms = found.get(key)?.forms ?? new Set<string>()
      const form = PLURALS.exec(path)?.[1]
      if (form !== undefined) forms.add(form)
      found.set(key, { text: node, forms })
    } else for (const [key, next] of Object.entries(node as object)) walk(path === '' ? key : `${path}.${key}`, next)
  }
  walk('', JSON.parse(readFileSync(new URL(`${language}.json`, import.meta.url), 'utf8')))
  return found
}

const blanks = (text: string) => (text.match(/{{\w+}}/g) ?? []).toSorted()
const english = texts('en')

test.each(['fr', 'sw', 'vi'])('%s says all that English says, with the same blanks and its own plurals', (language) => {
  const translated = texts(language)
  expect([...translated.keys()].toSorted()).toEqual([...english.keys()].toSorted())
  const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories
  for (const [key, { text, forms }] of translated) {
    expect(blanks(text), key).toEqual(blanks(english.get(key)?.text ?? ''))
    expect(text.trim(), key).not.toBe('')
    if (forms.size > 0) expect([...forms].toSorted(), key).toEqual([...categories].toSorted())
  }
})
