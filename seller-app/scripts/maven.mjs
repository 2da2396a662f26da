// What Maven calls. `build`: installs the packages when the lock file changed, and builds the app when anything that
// goes into it changed. `test`: lint, unit tests, browser tests.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const NODE_MIN = [20, 19]

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < NODE_MIN[0] || (major === NODE_MIN[0] && minor < NODE_MIN[1])) {
  console.error(`The seller app needs Node ${NODE_MIN.join('.')} or newer, this is ${process.versions.node}. Leave it out with -Dspa.skip.`)
  process.exit(1)
}

const npm = (...args) => {
  const windows = process.platform === 'win32'
  const { status, error } = spawnSync(windows ? 'npm.cmd' : 'npm', args, { cwd: root, stdio: 'inherit', shell: windows })
  if (error !== undefined) console.error(`npm could not be started: ${error.message}. Leave the seller app out with -Dspa.skip.`)
  if (status !== 0) process.exit(status ?? 1)
}

const files = (path) => {
  const whole = join(root, path)
  if (!existsSync(whole)) return []
  if (!path.includes('.') || path.endsWith('/')) {
    return readdirSync(whole, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
  }
  return [whole]
}
const digest = (...paths) => {
  const hash = createHash('sha256')
  for (const file of paths.flatMap(files)) hash.update(file.slice(root.length)).update(readFileSync(file))
  return hash.digest('hex')
}
const changed = (stamp, now) => !existsSync(stamp) || readFileSync(stamp, 'utf8') !== now

function install() {
  const stamp = join(root, 'node_modules/.parley-lock')
  const now = digest('package-lock.json', '.npmrc')
  if (!changed(stamp, now)) return
  npm('ci', '--no-audit', '--no-fund')
  writeFileSync(stamp, now)
}

function build() {
  install()
  const inputs = ['package.json', 'package-lock.json', 'index.html', 'vite.config.ts', 'tsconfig.json', 'scripts/check-budget.mjs', 'src', 'public']
  const stamp = join(root, 'target/spa.stamp')
  const now = digest(...inputs)
  if (!changed(stamp, now) && existsSync(join(root, 'dist/index.html'))) {
    console.log('The seller app is up to date.')
    return
  }
  npm('run', '--silent', 'build')
  rmSync(join(root, 'target/classes/static-gateway'), { recursive: true, force: true }) // else assets of earlier builds stay in the jar
  mkdirSync(join(root, 'target'), { recursive: true })
  writeFileSync(stamp, now)
}

function test() {
  npm('run', '--silent', 'lint')
  npm('run', '--silent', 'test')
  npm('run', '--silent', 'test:browser')
}

const verbs = { build, test }
verbs[process.argv[2]]()
