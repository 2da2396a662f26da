// What a visitor downloads before the first view works: the entry with all it imports, plus the heaviest single view.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const BUDGET_BYTES = 200_000
const dist = fileURLToPath(new URL('../dist', import.meta.url))
const manifest = JSON.parse(readFileSync(`${dist}/.vite/manifest.json`, 'utf8'))

const sizes = new Map()
const size = (file) => {
  if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(`${dist}/${file}`)).length)
  return sizes.get(file)
}
const closure = (key, seen = new Set()) => {
  if (seen.has(key)) return seen
  seen.add(key)
  for (const next of manifest[key].imports ?? []) closure(next, seen)
  return seen
}
const total = (keys, pick) => [...new Set([...keys].flatMap(pick))].reduce((sum, file) => sum + size(file), 0)
const scripts = (key) => [manifest[key].file]
const styles = (key) => manifest[key].css ?? []
const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`.padStart(9)

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry)
const lazy = Object.keys(manifest).filter((key) => manifest[key].isDynamicEntry)
const [languages, views] = [lazy.filter((key) => key.includes('/locales/')), lazy.filter((key) => key.startsWith('src/features/'))]

/// The frames that a view stands in, which load with it.
const frames = (view) => {
  if (view.includes('/account/')) return ['src/features/account/AccountLayout.tsx']
  const inbox = view.includes('/conversations/') ? ['src/features/conversations/InboxPage.tsx'] : []
  return ['src/app/Shell.tsx', ...inbox]
}
const heaviest = (some) => some.reduce((worst, one) => (one.bytes > worst.bytes ? one : worst))
const language = heaviest(languages.map((key) => ({ key, bytes: total([key], scripts) }))).key
const visits = views.map((view) => {
  const loaded = new Set()
  for (const key of [entry, language, view, ...frames(view)]) closure(key, loaded)
  return { view, bytes: total(loaded, scripts) }
})

console.log('\nFirst load, script, gzip: entry, frame, view and the longest language')
for (const { view, bytes } of visits.sort((a, b) => b.bytes - a.bytes)) console.log(`${kB(bytes)}  ${view.slice('src/features/'.length)}`)
console.log(`${kB(total(closure(entry), scripts))}  of which the entry`)
console.log(`${kB(total(closure(entry), styles))}  style sheet of the entry (not in the budget)`)

const worst = heaviest(visits).bytes
if (worst > BUDGET_BYTES) {
  console.error(`Over the budget of ${kB(BUDGET_BYTES).trim()} by ${kB(worst - BUDGET_BYTES).trim()}.`)
  process.exit(1)
}
