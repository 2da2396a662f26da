import { expect, logIn, test } from './fixtures'

test.describe('the live line', () => {
  test('comes back after a cut and brings what was missed', async ({ page, shop, server }) => {
    await logIn(page)
    await expect(page.getByText('Live', { exact: true })).toBeVisible()
    await page.route('**/api/live', (route) => route.abort())
    server.cut()
    await expect(page.getByText('Reconnecting…')).toBeVisible()
    shop.placeOrder('Missed Meanwhile')
    await page.unroute('**/api/live')
    await expect(page.getByText('Live', { exact: true })).toBeVisible({ timeout: 15_000 })
    await expect(page.getByRole('link', { name: 'Missed Meanwhile' })).toBeVisible()
    await expect(page.getByText('Reconnecting…')).toHaveCount(0)
  })

  test('resumes after the last event it heard', async ({ page, shop, server }) => {
    await logIn(page)
    await expect.poll(() => shop.listeners.size).toBe(1)
    shop.placeOrder('First One')
    await expect(page.getByRole('link', { name: 'First One' })).toBeVisible()
    const again = page.waitForRequest((request) => request.url().endsWith('/api/live'))
    server.cut()
    expect((await again).headers()['last-event-id']).toBe(String(shop.log.length))
  })

  test('a server that is away is told, and asked again on request', async ({ page }) => {
    await logIn(page)
    await page.route('**/api/channels', (route) => route.abort())
    await page.getByRole('link', { name: 'Channels' }).click()
    await expect(page.getByRole('alert')).toContainText('Parley cannot be reached', { timeout: 15_000 })
    await page.unroute('**/api/channels')
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(page.getByText('Needs a look')).toBeVisible()
  })

  test('without network the page says so and keeps what it has', async ({ page, server }) => {
    await logIn(page)
    await expect(page.getByRole('link', { name: 'Maya Chen' })).toBeVisible()
    await page.context().setOffline(true)
    server.cut()
    await expect(page.getByText('You are offline.')).toBeVisible({ timeout: 15_000 })
    await expect(page.getByRole('link', { name: 'Maya Chen' })).toBeVisible()
    await page.context().setOffline(false)
    await expect(page.getByText('You are offline.')).toHaveCount(0, { timeout: 15_000 })
  })
})
