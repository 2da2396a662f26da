import { barriers, expect, logIn, PHONE, smallTargets, test } from './fixtures'

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

test.describe('an account without a login', () => {
  test('is connected by what its platform gives out, and mistakes stand beside their fields', async ({ page }) => {
    await page.setViewportSize(PHONE)
    await logIn(page, '/channels')
    await page.getByRole('link', { name: 'WhatsApp, SMS and others' }).click()
    await expect(page.getByLabel('Phone number id, from WhatsApp Manager')).toBeVisible()
    await page.getByRole('button', { name: 'SMS (Twilio)' }).click()
    await page.getByLabel('Number in full, +15005550006').fill('+15005550006')
    await page.getByRole('textbox', { name: 'Auth token of the Twilio account' }).fill('secret-token')
    await page.getByRole('button', { name: 'Connect', exact: true }).click()
    await expect(page.getByText('This has to be filled in')).toBeVisible()
    expect(await barriers(page)).toEqual([])
    expect(await smallTargets(page)).toEqual([])

    await page.getByLabel('Account SID, begins with AC').fill('AC01')
    await page.getByRole('button', { name: 'Connect', exact: true }).click()
    await expect(page.getByText('This is not what is asked for above')).toBeVisible()
    await page.getByLabel('Account SID, begins with AC').fill('AC0123456789abcdef0123456789abcdef')
    await page.getByLabel('Name', { exact: true }).fill('Glow by text')
    await page.getByRole('button', { name: 'Connect', exact: true }).click()
    await expect(page.getByText('Glow by text is connected')).toBeVisible()
    await expect(page.getByRole('heading', { name: 'Glow by text', exact: true })).toBeVisible()
  })

  test('whose access has run out is connected again by what its platform gives out', async ({ page }) => {
    await logIn(page, '/channels')
    await page.getByRole('listitem').filter({ hasText: '+61 480 000 002' }).getByRole('button', { name: 'Connect again' }).click()
    await expect(page.getByLabel('Phone number id, from WhatsApp Manager')).toBeVisible()
  })

  test('is told what stands in the way', async ({ page, shop }) => {
    await logIn(page, '/channels/connect')
    shop.refusals.set('POST /api/channels/connect', { status: 400, code: 'token_refused', title: 'The request is not valid', detail: 'Copy the whole token.' })
    await page.getByRole('button', { name: 'Connect', exact: true }).click()
    await expect(page.getByText('Copy the whole token.')).toBeVisible()
  })
})

test.describe('an account', () => {
  test('is disconnected once one is sure', async ({ page, shop }) => {
    await logIn(page, `/channels/${shop.channels[1]?.id}`)
    await page.getByRole('button', { name: 'Disconnect' }).click()
    await page.getByRole('button', { name: 'Keep it' }).click()
    expect(shop.channels[1]?.status).toBe('ACTIVE')
    await page.getByRole('button', { name: 'Disconnect' }).click()
    await expect(page.getByText('Messages there are no longer answered.')).toBeVisible()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: 'Disconnect' }).click()
    await expect(page.getByText('Glow by Ama is disconnected')).toBeVisible()
    await expect(page.getByText('Disconnected', { exact: true })).toBeVisible()
    expect(shop.channels[1]?.status).toBe('DISCONNECTED')
  })
})

test.describe('what did not get through', () => {
  test('is listed with why, and messages are sent again', async ({ page, shop }) => {
    await logIn(page, '/channels')
    await page.getByRole('listitem').filter({ hasText: '+61 480 000 002' }).getByRole('link', { name: 'Not delivered, not answered' }).click()
    await expect(page.getByRole('region', { name: 'Today' }).getByText('0.4 sec')).toBeVisible()
    const failed = page.getByRole('list', { name: 'Not delivered' }).getByRole('listitem')
    await expect(failed).toHaveCount(1)
    await expect(failed).toContainText('Grace Wanjiru')
    await expect(failed).toContainText('The access to this account had run out.')
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: 'Send all again' }).click()
    await expect(page.getByText('1 message is being sent again')).toBeVisible()
    await expect(page.getByRole('heading', { name: 'Everything arrived' })).toBeVisible()
    const grace = shop.conversations.find(({ customerName }) => customerName === 'Grace Wanjiru')
    expect(shop.messages.get(grace?.id ?? '')?.at(-1)?.delivery).toBe('SENT')
  })

  test('comments left alone and what nobody could read can be looked at, on a phone too', async ({ page, shop }) => {
    await page.setViewportSize(PHONE)
    await logIn(page, `/channels/${shop.channels[0]?.id}`)
    await expect(page.getByRole('heading', { name: 'Everything arrived' })).toBeVisible()
    await page.getByRole('button', { name: 'Comments left alone' }).click()
    const comments = page.getByRole('list', { name: 'Comments left alone' }).getByRole('listitem')
    await expect(comments).toHaveCount(2)
    await expect(comments.first()).toContainText('obsessed with this colour')
    await expect(comments.first()).toContainText('It asks for nothing')
    expect(await barriers(page)).toEqual([])
    expect(await smallTargets(page)).toEqual([])

    await page.getByRole('button', { name: 'Not understood' }).click()
    await expect(page.getByText('A kind of message that Parley does not know yet.')).toBeVisible()
    await expect(page.getByText('telepathy')).toBeHidden()
    await page.getByText('As it came, for support').click()
    await expect(page.getByText('telepathy')).toBeVisible()
    await page.reload()
    await expect(page.getByText('A kind of message that Parley does not know yet.')).toBeVisible()
  })

  test('comes page by page', async ({ page, shop }) => {
    const channel = shop.channels[1]?.id ?? ''
    shop.setAside.set(
      channel,
      Array.from({ length: 65 }, (_, index) => ({ key: `odd:${index}`, kind: 'EVENT' as const, receivedAt: new Date(Date.now() - index * 60_000).toISOString(), reason: `reason_${index}` })),
    )
    await logIn(page, `/channels/${channel}?show=events`)
    await page.getByText('It could not be read (reason_29).').scrollIntoViewIfNeeded()
    await page.getByText('It could not be read (reason_59).').scrollIntoViewIfNeeded()
    await expect(page.getByText('It could not be read (reason_64).')).toBeAttached()
  })

  test('of a channel that is not there is said', async ({ page }) => {
    await logIn(page, '/channels/0190b7a0-0000-7000-8000-000000000000')
    await expect(page.getByText('There is no such channel')).toBeVisible()
  })
})
