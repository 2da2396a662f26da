import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { test as base, expect, type Page } from '@playwright/test'
import type { AxeResults } from 'axe-core'
import { serve } from '../mock/server'
import { DemoShop } from '../mock/shop'

const dist = fileURLToPath(new URL('../../dist', import.meta.url))
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export const PHONE = { width: 360, height: 740 }
export const DESK = { width: 1280, height: 800 }

type Fixtures = { empty: boolean; shop: DemoShop; server: Awaited<ReturnType<typeof serve>>; quiet: void }

/// Each test has a shop and a server of its own, and fails when the page broke a rule that nobody asked about:
/// a script error, or something that the content security policy refused.
export const test = base.extend<Fixtures>({
  empty: [false, { option: true }],
  shop: async ({ empty }, use) => {
    await use(new DemoShop({ empty }))
  },
  server: async ({ shop }, use) => {
    const server = await serve(shop, dist)
    await use(server)
    await server.close()
  },
  baseURL: async ({ server }, use) => {
    await use(server.url)
  },
  quiet: [
    async ({ page }, use) => {
      const heard: string[] = []
      page.on('pageerror', (error) => heard.push(String(error)))
      page.on('console', (message) => {
        if (/content security policy/i.test(message.text())) heard.push(message.text())
      })
      await use()
      expect(heard).toEqual([])
    },
    { auto: true },
  ],
})

export { expect }

export async function logIn(page: Page, path = '/'): Promise<void> {
  await page.goto(path)
  await page.getByLabel('E-mail').fill('ama@example.com')
  await page.getByLabel('Password', { exact: true }).fill('Glow-2026!')
  await page.getByRole('button', { name: 'Log in' }).click()
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible()
}

/// What axe finds against WCAG 2.2 AA, as one line each.
export async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(axeSource)
  const { violations } = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: (options: object) => Promise<AxeResults> } }
    await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined)))
    return axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
  })
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`))
}

/// Controls smaller than a thumb: under 44 px either way, links within text aside.
export async function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const seen = [...document.querySelectorAll<HTMLElement>('button, a[href], input, select, textarea')]
    return seen
      .filter((control) => control.checkVisibility() && getComputedStyle(control).display !== 'inline')
      .filter((control) => control.closest('label, [aria-hidden=true]') === null && !control.matches('input[type=hidden], [class*=skip]'))
      .map((control) => ({ control, box: control.getBoundingClientRect() }))
      .filter(({ control, box }) => {
        const stretched = getComputedStyle(control, '::after')
        return stretched.position !== 'absolute' && box.width > 0 && (box.height < 43.5 || box.width < 38)
      })
      .map(({ control, box }) => `${control.outerHTML.slice(0, 120)} ${Math.round(box.width)}×${Math.round(box.height)}`)
  })
}
