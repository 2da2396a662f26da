import { barriers, expect, logIn, test } from './fixtures'

test.describe('conversations', () => {
  test('can be narrowed to those that wait', async ({ page }) => {
    await logIn(page, '/conversations')
    await page.getByRole('button', { name: 'Waiting for you' }).click()
    await expect(page.getByRole('listitem').getByRole('link')).toHaveText([/Maya Chen/, /Priya Raman/, /Chloé Martin/])
  })

  test('are taken over, answered and given back', async ({ page, shop }) => {
    await logIn(page, '/conversations')
    await page.getByRole('link', { name: /Priya Raman/ }).click()
    await expect(page.getByText('Asks a health question').last()).toBeVisible()
    await page.getByRole('button', { name: 'Take over' }).click()
    await expect(page.getByRole('button', { name: 'Give back' })).toBeVisible()

    await page.getByLabel('Write a reply').fill('Hi Priya, Ama here. Please ask your doctor first 💛')
    await page.keyboard.press('Enter')
    const said = page.getByRole('log').getByText('Please ask your doctor first')
    await expect(said).toHaveCount(1)
    await expect(page.getByLabel('Write a reply')).toHaveValue('')
    await expect(page.getByRole('log').getByText('Sent')).toBeVisible()

    await page.getByRole('button', { name: 'Give back' }).click()
    await expect(page.getByRole('button', { name: 'Take over' })).toBeVisible()
    expect(shop.conversations.find(({ customerName }) => customerName === 'Priya Raman')?.handling).toBe('ASSISTANT')
  })

  test('show what the shopper writes, as it is written', async ({ page, shop }) => {
    await logIn(page, '/conversations')
    await page.getByRole('link', { name: /Tom Okafor/ }).click()
    await expect(page.getByText('Transfer is fine, just sent it').last()).toBeVisible()
    const tom = shop.conversations.find(({ customerName }) => customerName === 'Tom Okafor')
    shop.say(tom?.id ?? '', 'SHOPPER', 'Did it reach you?', 'payment_question')
    await expect(page.getByRole('log').getByText('Did it reach you?')).toBeInViewport()
  })

  test('a reply that is refused comes back to be sent again, and is read once', async ({ page, shop }) => {
    await logIn(page, '/conversations')
    await page.getByRole('link', { name: /Tom Okafor/ }).click()
    shop.refusals.set('POST', { status: 503, title: 'Messages cannot be sent right now', detail: 'Try again in a minute.', code: 'unavailable' })
    await page.getByLabel('Write a reply').fill('It did, thank you!')
    await page.getByRole('button', { name: 'Send' }).click()
    await expect(page.getByRole('alert')).toContainText('Messages cannot be sent right now')
    await expect(page.getByLabel('Write a reply')).toHaveValue('It did, thank you!')
    await page.getByRole('button', { name: 'Send' }).click()
    await expect(page.getByRole('log').getByText('It did, thank you!')).toHaveCount(1)
    const tom = shop.conversations.find(({ customerName }) => customerName === 'Tom Okafor')
    expect(shop.messages.get(tom?.id ?? '')?.filter(({ text }) => text === 'It did, thank you!')).toHaveLength(1)
  })

  test('say why a message did not arrive, and send it again', async ({ page, shop }) => {
    await logIn(page, '/conversations')
    await page.getByRole('link', { name: /Nguyễn Thùy Linh/ }).click()
    const linh = shop.conversations.find(({ customerName }) => customerName === 'Nguyễn Thùy Linh')
    const message = shop.messages.get(linh?.id ?? '')?.at(-1)
    if (linh === undefined || message === undefined) throw new Error('Linh was answered')
    await expect.poll(() => shop.listeners.size).toBe(1)
    shop.fail(linh.id, message, 'undeliverable')
    const talk = page.getByRole('log')
    await expect(talk.getByText('The platform could not deliver it.')).toBeVisible()
    await expect(talk.getByText('Not delivered')).toBeVisible()
    expect(await barriers(page)).toEqual([])

    await talk.getByRole('button', { name: 'Send again' }).click()
    await expect(talk.getByText('The platform could not deliver it.')).toHaveCount(0)
    await expect(talk.getByText('Sent')).toBeVisible()
    expect(message.delivery).toBe('SENT')
  })

  test('offer no second try where the platform says no for good, and lead to the channel where that is the cause', async ({ page, shop }) => {
    const linh = shop.conversations.find(({ customerName }) => customerName === 'Nguyễn Thùy Linh')
    const message = shop.messages.get(linh?.id ?? '')?.at(-1)
    if (linh === undefined || message === undefined) throw new Error('Linh was answered')
    shop.fail(linh.id, message, 'blocked', [])
    await logIn(page, `/conversations/${linh.id}`)
    await expect(page.getByText('This customer has blocked the shop or closed the chat.')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Send again' })).toHaveCount(0)

    await page.goto('/conversations')
    await page.getByRole('link', { name: /Grace Wanjiru/ }).click()
    await expect(page.getByText('The access to this account had run out.')).toBeVisible()
    await page.getByRole('link', { name: 'Go to channels' }).click()
    await expect(page.getByRole('heading', { name: 'Channels' })).toBeVisible()
  })

  test('a second try that is refused is told, and can be made again', async ({ page, shop }) => {
    await logIn(page, '/conversations')
    await page.getByRole('link', { name: /Grace Wanjiru/ }).click()
    shop.refusals.set('/retry', { status: 409, title: 'Not possible now', detail: 'Connect the channel again first.', code: 'channel_cannot_send' })
    await page.getByRole('button', { name: 'Send again' }).click()
    await expect(page.getByText('Connect the channel again first.')).toBeVisible()
    await expect(page.getByText('The access to this account had run out.')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Send again' })).toBeVisible()
  })

  test('a conversation that hears of it later than the page is asked again', async ({ page, shop }) => {
    await logIn(page, '/conversations')
    await page.getByRole('link', { name: /Nguyễn Thùy Linh/ }).click()
    const linh = shop.conversations.find(({ customerName }) => customerName === 'Nguyễn Thùy Linh')
    const message = shop.messages.get(linh?.id ?? '')?.at(-1)
    if (linh === undefined || message === undefined) throw new Error('Linh was answered')
    await expect.poll(() => shop.listeners.size).toBe(1)
    const asked = page.waitForResponse(/\/messages/)
    shop.tell('delivery', { type: 'MessageFailed', id: message.id, conversationId: linh.id, reason: 'undeliverable' })
    await asked
    Object.assign(message, { delivery: 'FAILED', failure: 'undeliverable', next: ['RETRY'] })
    await expect(page.getByText('The platform could not deliver it.')).toBeVisible()
  })

  test('a message that does not arrive is announced wherever one is', async ({ page, shop }) => {
    await logIn(page, '/channels')
    await expect.poll(() => shop.listeners.size).toBe(1)
    const linh = shop.conversations.find(({ customerName }) => customerName === 'Nguyễn Thùy Linh')
    const message = shop.messages.get(linh?.id ?? '')?.at(-1)
    if (linh === undefined || message === undefined) throw new Error('Linh was answered')
    shop.fail(linh.id, message, 'undeliverable')
    const toast = page.getByRole('alert').filter({ hasText: 'A message did not arrive' })
    await toast.getByRole('link', { name: 'Open' }).click()
    await expect(page.getByText('The platform could not deliver it.')).toBeVisible()
  })

  test('a person who is asked for is announced wherever one is', async ({ page, shop }) => {
    await logIn(page, '/channels')
    await expect.poll(() => shop.listeners.size).toBe(1)
    const linh = shop.conversations.find(({ customerName }) => customerName === 'Nguyễn Thùy Linh')
    if (linh === undefined) throw new Error('Linh is a regular')
    shop.handOff(linh, 'human_request')
    const toast = page.getByRole('status').filter({ hasText: 'A customer needs you' })
    await expect(toast).toContainText('Nguyễn Thùy Linh · Asks for a person')
    await toast.getByRole('link', { name: 'Open' }).click()
    await expect(page.getByRole('heading', { name: 'Nguyễn Thùy Linh' })).toBeVisible()
  })

  test('show a long talk whole, page by page', async ({ page, shop }) => {
    const jo = shop.conversations.find(({ customerName }) => customerName === '@beauty.with.jo')
    for (let count = 1; count <= 130; count++) shop.say(jo?.id ?? '', 'SHOPPER', `message number ${count}`)
    await logIn(page, `/conversations/${jo?.id}`)
    await expect(page.getByRole('log').getByText('message number 130', { exact: true })).toBeInViewport()
    await expect(page.getByRole('log').getByText('😍😍')).toBeAttached()
    await expect(page.getByRole('log').getByRole('listitem')).toHaveCount(132)
  })

  test('of the past can be read while new words come in below', async ({ page, shop }) => {
    const jo = shop.conversations.find(({ customerName }) => customerName === '@beauty.with.jo')
    for (let count = 1; count <= 40; count++) shop.say(jo?.id ?? '', 'SHOPPER', `message number ${count}`)
    await logIn(page, `/conversations/${jo?.id}`)
    await expect(page.getByRole('log').getByText('message number 40')).toBeInViewport()
    await page.getByRole('log').getByText('message number 5', { exact: true }).scrollIntoViewIfNeeded()
    shop.say(jo?.id ?? '', 'SHOPPER', 'are you there?')
    await expect(page.getByRole('button', { name: 'New messages' })).toBeVisible()
    await expect(page.getByRole('log').getByText('message number 5', { exact: true })).toBeInViewport()
    await page.getByRole('button', { name: 'New messages' }).click()
    await expect(page.getByRole('log').getByText('are you there?')).toBeInViewport()
  })
})
