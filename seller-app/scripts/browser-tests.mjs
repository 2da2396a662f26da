// The browser tests, with the browser of this machine; without one it says so and is content.
// With --pictures it takes pictures of every view instead, into target/pictures.
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'microsoft-edge']
const APPS = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium']

const runs = (file) => {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
const onPath = NAMES.flatMap((name) => (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)))
const browser = [process.env.PARLEY_BROWSER, ...onPath, ...APPS].find((file) => file && runs(file))

if (browser === undefined) {
  console.log('Browser tests left out: no Chromium or Chrome found (install one, or set PARLEY_BROWSER to its path).')
  process.exit(0)
}
if (!existsSync(`${root}/dist/index.html`)) {
  console.error('Browser tests need the built app: run `npm run build` first.')
  process.exit(1)
}
const pictures = process.argv.includes('--pictures')
const grep = pictures ? ['--grep', '@picture'] : ['--grep-invert', '@picture']
const { status } = spawnSync(process.execPath, ['node_modules/@playwright/test/cli.js', 'test', ...grep], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PARLEY_BROWSER: browser },
})
process.exit(status ?? 1)
