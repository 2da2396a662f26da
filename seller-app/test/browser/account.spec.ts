import { expect, logIn, test } from './fixtures'

test.describe('the door', () => {
  test('a wrong password is refused with what to do', async ({ page }) => {
    await page.goto('/')
    await page.getByLabel('E-mail').fill('ama@example.com')
    await page.getByLabel('Password', { exact: true }).fill('Wrong-2026!')
    await page.getByRole('button', { name: 'Log in' }).click()
    await expect(page.getByRole('alert')).toContainText('E-mail or password is wrong')
    await expect(page.getByRole('alert')).toContainText('Check both and try again.')
  })

  test('a mistyped form says what is wrong before it asks the server', async ({ page }) => {
    await page.goto('/login')
    await page.getByLabel('E-mail').fill('ama')
    await page.getByRole('button', { name: 'Log in' }).click()
    await expect(page.getByText('Write an e-mail address, like ama@example.com.')).toBeVisible()
    await expect(page.getByText('This cannot be empty.')).toBeVisible()
  })

  test('after login one is where one wanted to go', async ({ page }) => {
    await logIn(page, '/orders?status=CANCELLED')
    await expect(page).toHaveURL(/\/orders\?status=CANCELLED$/)
    await expect(page.getByRole('link', { name: 'Ella Brooks' })).toBeVisible()
  })

  test('another site as the way on is not followed', async ({ page }) => {
    await logIn(page, '/login?next=//example.com/')
    await expect(page).toHaveURL(/localhost.*\/orders$/)
  })

  test('a reload keeps the session, and nothing of it is in the browser storage', async ({ page }) => {
    await logIn(page)
    await page.reload()
    await expect(page.getByRole('heading', { name: 'Orders', level: 1 })).toBeVisible()
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/)
  })

  test('logging out ends at the door, and the way back is closed', async ({ page, shop }) => {
    await logIn(page)
    await page.getByRole('button', { name: /Account of Ama Mensah/ }).click()
    await page.getByRole('button', { name: 'Log out' }).click()
    await expect(page.getByRole('heading', { name: 'Log in' })).toBeVisible()
    expect(shop.refreshTokens.size).toBe(0)
    await page.goto('/orders')
    await expect(page.getByRole('heading', { name: 'Log in' })).toBeVisible()
  })

  test('an access token that ran out is renewed once, unseen', async ({ page, shop }) => {
    await logIn(page)
    await expect(page.getByRole('link', { name: 'Maya Chen' })).toBeVisible()
    let renewals = 0
    page.on('request', (request) => {
      if (request.url().endsWith('/api/auth/refresh')) renewals += 1
    })
    shop.accessTokens.clear()
    await page.getByRole('link', { name: 'Maya Chen' }).click()
    await expect(page.getByRole('heading', { name: 'ORD-7K3M9Q' })).toBeVisible()
    await expect(page.getByText('yes!! 🙌')).toBeVisible()
    expect(renewals).toBe(1)
  })

  test('a session that was ended elsewhere leads to the door', async ({ page, shop }) => {
    await logIn(page)
    shop.accessTokens.clear()
    shop.refreshTokens.clear()
    // any request may find it out first, and then the link is gone before it can be clicked
    await page
      .getByRole('link', { name: 'Channels' })
      .click({ timeout: 5_000 })
      .catch(() => undefined)
    await expect(page.getByRole('heading', { name: 'Log in' })).toBeVisible()
  })
})

test.describe('a new shop', () => {
  test.use({ empty: true })

  test('opens with a code from the e-mail and says what to do next', async ({ page, shop }) => {
    await page.goto('/signup')
    await page.getByLabel('Business name').fill('Kente Corner')
    await page.getByLabel('Your name').fill('Kofi Boateng')
    await page.getByLabel('E-mail').fill('kofi@example.com')
    await page.getByLabel('Password', { exact: true }).fill('Kente-2026')
    await page.getByRole('button', { name: 'Open your shop' }).click()
    await expect(page.getByText('We sent a six-digit code to kofi@example.com')).toBeVisible()
    expect(shop.locale).toMatch(/^en\b/)

    await page.getByLabel('Digit', { exact: true }).first().click()
    await page.keyboard.type('111111')
    await page.getByRole('button', { name: 'Confirm' }).click()
    await expect(page.getByRole('alert')).toContainText('This code is not right')

    await page.getByLabel('Digit', { exact: true }).first().click()
    await page.keyboard.type(shop.code)
    await page.getByRole('button', { name: 'Confirm' }).click()
    await expect(page.getByText('Your first order will appear here')).toBeVisible()
    await expect(page.getByText('Kente Corner')).toBeVisible()
  })

  test('what the server does not like stands beside its field', async ({ page }) => {
    await page.goto('/signup')
    await page.getByLabel('Business name').fill('Kente Corner')
    await page.getByLabel('Your name').fill('Kofi')
    await page.getByLabel('E-mail').fill('taken@example.com')
    await page.getByLabel('Password', { exact: true }).fill('Kente-2026')
    await page.getByRole('button', { name: 'Open your shop' }).click()
    await expect(page.getByText('There is a shop with this e-mail already.')).toBeVisible()
  })

  test('an unconfirmed e-mail is asked for its code at login', async ({ page, shop }) => {
    shop.verified = false
    await page.goto('/login')
    await page.getByLabel('E-mail').fill('ama@example.com')
    await page.getByLabel('Password', { exact: true }).fill('Glow-2026!')
    await page.getByRole('button', { name: 'Log in' }).click()
    await expect(page.getByText('A new code is on its way.')).toBeVisible()
    await page.getByLabel('Digit', { exact: true }).first().click()
    await page.keyboard.type(shop.code)
    await page.getByRole('button', { name: 'Confirm' }).click()
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible()
  })

  test('a forgotten password is replaced by way of the e-mail', async ({ page }) => {
    await page.goto('/login')
    await page.getByRole('link', { name: 'Forgot your password?' }).click()
    await expect(page.getByRole('heading', { name: 'Choose a new password' })).toBeVisible()
    await page.getByLabel('E-mail').fill('ama@example.com')
    await page.getByRole('button', { name: 'Send the link' }).click()
    await expect(page.getByText('a link is on its way')).toBeVisible()
    await page.goto('/reset-password?token=abc')
    await page.getByLabel('New password').fill('Glow-2027!')
    await page.getByRole('button', { name: 'Set new password' }).click()
    await expect(page.getByText('Your new password is set.')).toBeVisible()
  })
})
