import type { Page } from '@playwright/test'
import { expect, logIn, test } from './fixtures'

const SIZES = { desk: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } }

for (const [size, viewport] of Object.entries(SIZES)) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(`${size} ${colorScheme} @picture`, () => {
      test.use({ viewport, colorScheme, contextOptions: { reducedMotion: 'reduce' } })
      test.setTimeout(120_000)
      const take = async (page: Page, name: string) => {
        await page.evaluate(() => document.fonts.ready)
        await page.screenshot({ path: `target/pictures/${name}-${size}-${colorScheme}.png` })
      }

      test('every view', async ({ page, shop }) => {
        await page.goto('/')
        await expect(page.getByRole('heading', { name: 'Log in' })).toBeVisible()
        await take(page, 'login')
        await page.goto('/signup')
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
        await page.getByRole('button', { name: 'Open your shop' }).click()
        await take(page, 'signup')
        await logIn(page)
        await expect(page.getByText('ORD-7K3M9Q')).toBeVisible()
        await expect(page.getByText('Live', { exact: true })).toBeVisible()
        await take(page, 'orders')
        shop.placeOrder()
        await expect(page.getByRole('link', { name: 'Aïcha Koné' })).toBeVisible()
        await expect(page.getByText('New order')).toBeVisible()
        await take(page, 'orders-new')
        for (const close of await page.getByRole('button', { name: 'Close' }).all()) await close.click({ timeout: 1000 }).catch(() => undefined)
        await page.getByRole('link', { name: /Tom Okafor/ }).click()
        await expect(page.getByText('Correct', { exact: true })).toBeVisible()
        await take(page, 'order')
        await page.getByRole('button', { name: 'Cancel order' }).click()
        await take(page, 'order-cancel')
        await page.getByRole('button', { name: 'Keep the order' }).click()
        if (size === 'phone') {
          await page.getByRole('heading', { name: 'History' }).scrollIntoViewIfNeeded()
          await take(page, 'order-below')
        }
        await page.getByRole('link', { name: /Conversations/ }).click()
        await expect(page.getByText('Grace Wanjiru')).toBeVisible()
        await take(page, 'conversations')
        await page.getByRole('link', { name: /Maya Chen/ }).click()
        await expect(page.getByRole('button', { name: 'Take over' })).toBeVisible()
        await take(page, 'thread')
        await page.goto('/channels')
        await expect(page.getByText('Needs a look')).toBeVisible()
        await take(page, 'channels')
        await page.getByRole('link', { name: 'Not delivered, not answered' }).last().click()
        await expect(page.getByText('The access to this account had run out.')).toBeVisible()
        await take(page, 'undelivered')
        await page.getByRole('button', { name: /Account of/ }).click()
        await expect(page.getByLabel('Language')).toBeVisible()
        await take(page, 'account')
      })

      test.describe('of an empty shop', () => {
        test.use({ empty: true })
        test('what to do next', async ({ page }) => {
          await logIn(page)
          await expect(page.getByText('Your first order')).toBeVisible()
          await take(page, 'orders-empty')
        })
      })
    })
  }
}
