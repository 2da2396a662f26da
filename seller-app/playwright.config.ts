import { defineConfig } from '@playwright/test'

/// Runs against the built app with the demo shop behind it; the browser is the machine's own (see scripts/browser-tests.mjs).
export default defineConfig({
  testDir: 'test/browser',
  outputDir: 'target/browser-tests',
  workers: 1,
  timeout: 30_000,
  expect: { timeout: 7_000 },
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    headless: true,
    locale: 'en-AU',
    timezoneId: 'UTC',
    trace: 'off',
    launchOptions: {
      executablePath: process.env.PARLEY_BROWSER,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
})
