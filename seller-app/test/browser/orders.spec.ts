import { expect, logIn, test } from './fixtures'

test.describe('orders', () => {
  test('stand newest first, by day, and can be narrowed and searched', async ({ page }) => {
    await logIn(page)
    const names = page.getByRole('listitem').getByRole('link')
    await expect(names.first()).toHaveText('Maya Chen')

    await page.getByRole('button', { name: 'In progress' }).click()
    await expect(names).toHaveText(['Tom Okafor', 'Grace Wanjiru'])
    await expect(page).toHaveURL(/status=IN_PROGRESS/)

    await page.getByRole('button', { name: 'All' }).click()
    await page.getByRole('searchbox').fill('nguyen')
    await expect(names.first()).toHaveText('Nguyễn Thùy Linh')
    await page.getByRole('searchbox').fill('nobody at all')
    await expect(page.getByText('No order fits')).toBeVisible()
  })

  test('the next page comes when one scrolls to the end', async ({ page, shop }) => {
    await logIn(page)
    const rows = page.getByRole('main').getByRole('listitem')
    await expect(rows).toHaveCount(30)
    await rows.last().scrollIntoViewIfNeeded()
    await expect(rows).toHaveCount(shop.orders.length)
    await expect(page.getByRole('button', { name: 'Load more' })).toHaveCount(0)
  })

  test('a new one arrives by itself, is announced, and opens from there', async ({ page, shop }) => {
    await logIn(page)
    await expect(page.getByText('Live', { exact: true })).toBeVisible()
    const order = shop.placeOrder('Aïcha Koné')
    const toast = page.getByRole('status').filter({ hasText: 'New order' })
    await expect(toast).toContainText('Aïcha Koné · $73.00')
    await expect(page.getByRole('listitem').filter({ hasText: 'Aïcha Koné' })).toContainText('New')
    await toast.getByRole('link', { name: 'Open' }).click()
    await expect(page.getByRole('heading', { name: order.number })).toBeVisible()
    await expect(page.getByText('the glow serum 30ml and a clay mask please')).toBeVisible()
    await page.getByRole('link', { name: 'Orders' }).first().click()
    await expect(page.getByRole('listitem').filter({ hasText: 'Aïcha Koné' })).not.toContainText('New')
  })

  test('one that arrives elsewhere is counted on its tab until the list is seen', async ({ page, shop }) => {
    await logIn(page, '/channels')
    await expect(page.getByText('Needs a look')).toBeVisible()
    await expect.poll(() => shop.listeners.size).toBe(1)
    shop.placeOrder('Aïcha Koné')
    await expect(page.getByText('1 new order')).toBeAttached()
    await expect(page).toHaveTitle(/^\(\d+\) Channels/)
    await page.getByRole('link', { name: 'Orders' }).click()
    await expect(page.getByText('1 new order')).not.toBeAttached()
  })

  test('show only what the server says may be done next', async ({ page }) => {
    await logIn(page)
    await page.getByRole('link', { name: 'Nguyễn Thùy Linh' }).click()
    await expect(page.getByRole('heading', { name: 'ORD-M8Q4ZS' })).toBeVisible()
    await expect(page.getByRole('group', { name: 'What next' })).toHaveCount(0)
    await page.goBack()
    await page.getByRole('link', { name: 'Maya Chen' }).click()
    await expect(page.getByRole('group', { name: 'What next' }).getByRole('button')).toHaveText(['Start preparing', 'Mark as paid', 'Cancel order'])
  })

  test('move on at the press of a button', async ({ page, shop }) => {
    await logIn(page)
    await page.getByRole('link', { name: 'Maya Chen' }).click()
    await page.getByRole('button', { name: 'Start preparing' }).click()
    await expect(page.getByText('ORD-7K3M9Q is in progress.')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Complete' })).toBeVisible()
    expect(shop.orders.find(({ number }) => number === 'ORD-7K3M9Q')?.status).toBe('IN_PROGRESS')
  })

  test('a refused step is undone, and the reason told', async ({ page, shop }) => {
    await logIn(page)
    await page.getByRole('link', { name: 'Maya Chen' }).click()
    shop.refusals.set('PATCH', { status: 409, title: 'The order has moved on', detail: 'It was cancelled a moment ago.', code: 'illegal_transition' })
    await page.getByRole('button', { name: 'Start preparing' }).click()
    await expect(page.getByRole('alert')).toContainText('The order has moved on')
    await expect(page.getByRole('alert')).toContainText('It was cancelled a moment ago.')
    await expect(page.getByRole('main').getByText('Confirmed', { exact: true }).first()).toBeVisible()
    await expect(page.getByRole('button', { name: 'Start preparing' })).toBeVisible()
  })

  test('cancelling asks why, and the history keeps it', async ({ page, shop }) => {
    await logIn(page)
    await page.getByRole('link', { name: 'Maya Chen' }).click()
    await page.getByRole('button', { name: 'Cancel order' }).click()
    await page.getByLabel('The customer asked for it').check()
    await page.getByRole('button', { name: 'Cancel the order' }).click()
    await expect(page.getByRole('region', { name: 'History' })).toContainText('The customer asked for it')
    expect(shop.orders.find(({ number }) => number === 'ORD-7K3M9Q')?.status).toBe('CANCELLED')
  })

  test('a payment is recorded and a note kept', async ({ page, shop }) => {
    await logIn(page)
    await page.getByRole('link', { name: 'Maya Chen' }).click()
    await page.getByRole('button', { name: 'Mark as paid' }).click()
    await page.getByLabel('How').selectOption('Bank transfer')
    await page.getByLabel('Reference').fill('TX-991')
    await page.getByRole('dialog').getByRole('button', { name: 'Mark as paid' }).click()
    await expect(page.getByRole('main').getByText('Paid', { exact: true }).first()).toBeVisible()
    await expect(page.getByRole('region', { name: 'Items' })).toContainText('$118.50 by Bank transfer · TX-991')
    await page.getByLabel('Add a note').fill('Gift wrap, no invoice inside')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await expect(page.getByRole('region', { name: 'Notes' })).toContainText('Ama Mensah')
    expect(shop.orders.find(({ number }) => number === 'ORD-7K3M9Q')?.notes.map(({ text }) => text)).toEqual(['Gift wrap, no invoice inside'])
  })

  test('an address of another shop is told kindly', async ({ page }) => {
    await logIn(page, '/orders/0199aaaa-0000-7000-8000-000000000000')
    await expect(page.getByRole('alert')).toContainText('There is no such order')
    await expect(page.getByRole('alert')).toContainText('It may belong to another shop.')
  })
})
