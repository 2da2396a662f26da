import { barriers, expect, logIn, test } from './fixtures'

test.describe('connecting an account', () => {
  test('one logs in at the platform, chooses, and sees the account', async ({ page }) => {
    await logIn(page, '/channels')
    await page.getByRole('button', { name: 'Connect a Facebook page' }).click()
    await expect(page.getByRole('heading', { name: 'Which accounts shall be connected?' })).toBeVisible()
    await expect(page.getByRole('checkbox', { name: 'Old page' })).toBeDisabled()
    await expect(page.getByText('Your role on this page does not include messages.')).toBeVisible()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('checkbox', { name: 'Glow Nairobi' }).check()
    await page.getByRole('button', { name: 'Connect 1 account' }).click()
    await expect(page.getByText('Glow Nairobi is connected')).toBeVisible()
    await expect(page.getByRole('heading', { name: 'Glow Nairobi', exact: true })).toBeVisible()
    await page.getByRole('button', { name: 'All right' }).click()
    await expect(page.getByText('Glow Nairobi is connected')).toHaveCount(0)
    await expect(page).toHaveURL(/\/channels$/)
  })

  test('what stands in the way is said in plain words', async ({ page }) => {
    await logIn(page, '/channels')
    await page.goto('/channels?problem=missing_permissions&missing=pages_messaging,pages_show_list')
    await expect(page.getByText('leave these permissions ticked')).toBeVisible()
    await expect(page.getByText('pages_messaging')).toBeVisible()
    expect(await barriers(page)).toEqual([])
    await page.goto('/channels?problem=something_new')
    await expect(page.getByText('Something stands in the way.')).toBeVisible()
  })

  test('a platform that cannot be reached is told', async ({ page, shop }) => {
    await logIn(page, '/channels')
    shop.refusals.set('POST /api/channels/connect', { status: 409, code: 'login_not_set_up', title: 'Not possible', detail: 'This installation has no app registered.' })
    await page.getByRole('button', { name: 'Connect Instagram' }).click()
    await expect(page.getByText('This installation has no app registered.')).toBeVisible()
  })
})
