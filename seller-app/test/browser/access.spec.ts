import { barriers, DESK, expect, logIn, PHONE, smallTargets, test } from './fixtures'

for (const [size, viewport] of Object.entries({ phone: PHONE, desk: DESK })) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(`on a ${size}, ${colorScheme}`, () => {
      test.use({ viewport, colorScheme, contextOptions: { reducedMotion: 'reduce' } })

      test('every view is free of barriers, fits, and can be touched', async ({ page, shop }) => {
        test.setTimeout(90_000)
        const check = async (view: string) => {
          expect.soft(await barriers(page), view).toEqual([])
          expect.soft(await smallTargets(page), view).toEqual([])
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
          expect.soft(overflow, `${view}: wider than the screen`).toBeLessThanOrEqual(0)
        }
        await page.goto('/signup')
        await page.getByRole('button', { name: 'Open your shop' }).click()
        await expect(page.getByText('This cannot be empty.')).toBeVisible()
        await check('sign-up')
        await logIn(page)
        await expect(page.getByRole('link', { name: 'Maya Chen' })).toBeVisible()
        shop.placeOrder()
        await expect(page.getByRole('link', { name: 'Aïcha Koné' })).toBeVisible()
        await expect(page.getByText('New order')).toBeVisible()
        await check('orders')
        await page.getByRole('link', { name: 'Tom Okafor' }).click()
        await expect(page.getByText('Correct', { exact: true })).toBeVisible()
        await check('order')
        await page.getByRole('button', { name: 'Cancel order' }).click()
        await expect(page.getByText('Why?')).toBeVisible()
        await check('cancel')
        await page.keyboard.press('Escape')
        await page.goto('/conversations')
        await expect(page.getByText('Grace Wanjiru')).toBeVisible()
        await check('conversations')
        await page.getByRole('link', { name: /Tom Okafor/ }).click()
        await expect(page.getByRole('button', { name: 'Give back' })).toBeVisible()
        await check('thread')
        await page.goto('/channels')
        await expect(page.getByText('Needs a look')).toBeVisible()
        await check('channels')
        await page.getByRole('link', { name: 'Not delivered, not answered' }).last().click()
        await expect(page.getByText('The access to this account had run out.')).toBeVisible()
        await check('leftover')
        await page.getByRole('button', { name: /Account of/ }).click()
        await expect(page.getByLabel('Language')).toBeVisible()
        await check('account')
      })
    })
  }
}

test.describe('by keyboard alone', () => {
  test('one skips to the content, opens an order, asks to cancel it and thinks better of it', async ({ page }) => {
    await logIn(page)
    await expect(page.getByRole('link', { name: 'Maya Chen' })).toBeVisible()
    await page.reload()
    await expect(page.getByRole('link', { name: 'Maya Chen' })).toBeVisible()
    await page.keyboard.press('Tab')
    await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Control+k')
    await expect(page.getByRole('searchbox')).toBeFocused()
    await page.keyboard.type('maya')
    await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(1)
    await page.getByRole('link', { name: 'Maya Chen' }).focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'ORD-7K3M9Q' })).toBeVisible()
    const cancel = page.getByRole('button', { name: 'Cancel order' })
    await cancel.focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('radio', { name: 'Out of stock' })).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(cancel).toBeFocused()
  })
})

test.describe('languages', () => {
  test('are changed in the account and remembered', async ({ page }) => {
    await logIn(page)
    await page.getByRole('button', { name: /Account of/ }).click()
    await page.getByLabel('Language').selectOption('Kiswahili')
    await expect(page.locator('html')).toHaveAttribute('lang', 'sw')
    await page.reload()
    await expect(page.getByRole('heading', { name: 'Oda', level: 1 })).toBeVisible()
  })

  for (const [locale, heading] of Object.entries({ 'fr-FR': 'Commandes', 'sw-KE': 'Oda', 'vi-VN': 'Đơn hàng' })) {
    test.describe(locale, () => {
      test.use({ locale, viewport: PHONE })
      test('is taken from the browser, and fits a phone', async ({ page, shop }) => {
        await page.goto('/')
        await page.locator('input[name=email]').fill(shop.user.email)
        await page.locator('input[name=password]').fill(shop.password)
        await page.locator('button[type=submit]').click()
        await expect(page.getByRole('heading', { name: heading, level: 1 })).toBeVisible()
        await page.getByRole('link', { name: 'Maya Chen' }).click()
        await expect(page.getByRole('heading', { name: 'ORD-7K3M9Q' })).toBeVisible()
        await expect(page.getByText('yes!! 🙌')).toBeVisible()
        expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0)
        expect(await page.getByRole('main').innerText()).not.toMatch(/\b(order|account|conversation)\.[a-z]+/) // a key without its words
      })
    })
  }
})
