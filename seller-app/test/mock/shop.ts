import { randomUUID } from 'node:crypto'
import type { Channel, ConnectSession, Conversation, FailedMessage, Handling, Message, Order, OrderStatus, Platform, SetAside } from '../../src/api/types'

export type LiveEvent = { id: number; event: string; data: object }
type Line = { title: string; variantTitle: string | null; quantity: number; unitPrice: number; sku: string }
type Said = [from: Message['from'], text: string, intent?: string]

const MINUTE = 60_000

const item = (title: string, variantTitle: string | null, unitPrice: number, sku: string) => (quantity: number): Line => ({ title, variantTitle, quantity, unitPrice, sku })
const serum30 = item('Glow Serum', '30ml', 45, 'GLOW-30')
const serum50 = item('Glow Serum', '50ml', 55, 'GLOW-50')
const cream = item('Hydra Cream', null, 55, 'HYDRA')
const balm = item('Shea Lip Balm', 'Vanilla', 8.5, 'BALM-VAN')
const oil = item('Baobab Face Oil', null, 38, 'BAOBAB')
const cleanser = item('Gentle Gel Cleanser', '150ml', 22, 'CLEAN-150')
const sunscreen = item('Daily Sun Veil SPF 50', null, 32, 'SUN-50')
const mask = item('Clay Reset Mask', null, 28, 'CLAY')

/// The legal moves, as the order service has them; `PAID` is offered while an open order is unpaid.
const NEXT: Record<OrderStatus, OrderStatus[]> = {
  CAPTURED: ['CANCELLED'],
  CONFIRMED: ['IN_PROGRESS', 'CANCELLED'],
  IN_PROGRESS: ['COMPLETED', 'CANCELLED'],
  COMPLETED: [],
  CANCELLED: [],
}

const MAY: Record<Handling, string[]> = {
  ASSISTANT: ['REPLY', 'TAKEOVER'],
  PERSON: ['REPLY', 'RELEASE'],
  WAITING: ['REPLY', 'TAKEOVER', 'RELEASE'],
}

const STORY: Record<OrderStatus, string> = {
  CAPTURED: 'OrderPlaced',
  CONFIRMED: 'OrderConfirmed',
  IN_PROGRESS: 'OrderStarted',
  COMPLETED: 'OrderCompleted',
  CANCELLED: 'OrderCancelled',
}

/// The demo shop "Glow by Ama", in memory, with the behaviour of the services as far as the dashboard can see it.
export class DemoShop {
  readonly user = { id: randomUUID(), email: 'ama@example.com', name: 'Ama Mensah' }
  readonly shop = { id: randomUUID(), name: 'Glow by Ama', currency: 'USD', timeZone: 'UTC', role: 'OWNER' as const }
  password = 'Glow-2026!'
  /// As it was signed up with.
  locale = ''
  verified = true
  readonly code = '482913'
  readonly orders: Order[] = []
  readonly conversations: Conversation[] = []
  readonly messages = new Map<string, Message[]>()
  channels: Channel[] = []
  /// What the platform sent and nobody answered, by the channel's id.
  readonly setAside = new Map<string, SetAside[]>()
  /// Answers the next request whose `METHOD path` holds the key with this problem.
  readonly refusals = new Map<string, { status: number; title: string; detail: string; code: string }>()
  readonly refreshTokens = new Set<string>()
  readonly accessTokens = new Set<string>()
  readonly idempotent = new Map<string, unknown>()
  readonly log: LiveEvent[] = []
  readonly listeners = new Set<(event: LiveEvent) => void>()
  #seed = 7
  readonly #from = Date.now()

  constructor({ empty = false } = {}) {
    if (!empty) this.#open()
  }

  #open(): void {
    this.channels = [
      this.#channel('INSTAGRAM', '17841400000000001', 'Glow by Ama', 'glowbyama', 'ACTIVE', null, 64, 2, 2),
      this.#channel('MESSENGER', '100000000000001', 'Glow by Ama', null, 'ACTIVE', null, 18, 9, 8),
      this.#channel('WHATSAPP', '100000000000002', '+61 480 000 002', null, 'TROUBLED', 'token_expired', 3, 190, 191),
    ]
    const maya = this.#talk('Maya Chen', 'INSTAGRAM', 'WAITING', 4, 'order_confirmed', [
      ['SHOPPER', 'hii is the glow serum back in stock?', 'availability_check'],
      ['ASSISTANT', 'Hey Maya! 😊 Yes, the Glow Serum is here: 30ml for $45.00 and 50ml for $55.00. Which one would you like?'],
      ['SHOPPER', '2 of the 50ml and a lip balm pls', 'buying_intent'],
      ['ASSISTANT', 'Lovely! 2 × Glow Serum (50ml) and 1 × Shea Lip Balm (Vanilla). Where should we ship it? (City/Country)'],
      ['SHOPPER', 'Sydney', 'delivery_question'],
      ['ASSISTANT', 'Let me confirm your order:\n• 2 × Glow Serum (50ml) · $110.00\n• 1 × Shea Lip Balm (Vanilla) · $8.50\nTotal: $118.50\nShipping to: Sydney, Australia\n\nShall I place it?'],
      ['SHOPPER', 'yes!! 🙌', 'confirm'],
      ['ASSISTANT', 'Thanks so much! 💕 Your order is placed and your items are held. The owner will message you shortly to arrange payment and delivery!'],
    ])
    const tom = this.#talk('Tom Okafor', 'MESSENGER', 'PERSON', 31, 'order_confirmed', [
      ['SHOPPER', 'Good morning. Price of the Hydra Cream?', 'price_check'],
      ['ASSISTANT', 'Good morning Tom! The Hydra Cream is $55.00. Would you like one?'],
      ['SHOPPER', 'Yes, one, and the gel cleanser. Delivery to Melbourne', 'buying_intent'],
      ['ASSISTANT', 'Your order: 1 × Hydra Cream, 1 × Gentle Gel Cleanser (150ml). Total $77.00, shipping to Melbourne. Is that right?'],
      ['SHOPPER', 'Correct', 'confirm'],
      ['ASSISTANT', 'Thank you! Your items are held. The owner will message you shortly about payment and delivery.'],
      ['SELLER', 'Hi Tom, Ama here. I can send it tomorrow morning. Bank transfer or pay on delivery?'],
      ['SHOPPER', 'Transfer is fine, just sent it', 'payment_question'],
    ])
    const linh = this.#talk('Nguyễn Thùy Linh', 'INSTAGRAM', 'ASSISTANT', 1, null, [
      ['SHOPPER', 'shop ơi serum 30ml bao nhiêu ạ', 'price_check'],
      ['ASSISTANT', 'Chào bạn! 😊 Glow Serum 30ml giá $45.00, còn hàng. Bạn muốn đặt mấy chai?'],
      ['SHOPPER', 'để em hỏi bạn em rồi nhắn lại nha', 'chit_chat'],
      ['ASSISTANT', 'Dạ vâng, khi nào cần bạn cứ nhắn nhé!'],
    ])
    this.#talk('Priya Raman', 'INSTAGRAM', 'WAITING', 12, 'medical_question', [
      ['SHOPPER', "hi! i'm 5 months pregnant, can i use the serum? it has vitamin c right", 'medical_question'],
      ['ASSISTANT', "That's a great question! Let me get the owner who knows more about that 😊"],
    ], 1)
    const grace = this.#talk('Grace Wanjiru', 'WHATSAPP', 'PERSON', 200, 'order_confirmed', [
      ['SHOPPER', 'Habari! Mnatuma Nairobi?', 'delivery_question'],
      ['ASSISTANT', 'Habari Grace! Ndiyo, tunatuma Nairobi. Ungependa bidhaa gani?'],
      ['SHOPPER', 'Baobab oil mbili', 'buying_intent'],
      ['ASSISTANT', 'Sawa: 2 × Baobab Face Oil, jumla $76.00, hadi Nairobi. Nithibitishe?'],
      ['SHOPPER', 'Ndiyo', 'confirm'],
      ['ASSISTANT', 'Asante sana! 💕'],
      ['SELLER', 'Asante Grace! Nimekutumia namba ya malipo.'],
    ])
    this.#talk('Chloé Martin', 'MESSENGER', 'WAITING', 47, 'complaint', [
      ['SHOPPER', 'Bonjour, ma crème est arrivée ouverte, je suis très déçue', 'complaint'],
      ['ASSISTANT', "Je suis désolée d'apprendre cela ! Je préviens tout de suite la propriétaire."],
    ], 1)
    const zoe = this.#talk('Zoe Papadopoulos', 'INSTAGRAM', 'ASSISTANT', 95, null, [
      ['SHOPPER', 'whats the diff between hydra cream and baobab oil', 'product_inquiry'],
      ['ASSISTANT', 'The Hydra Cream ($55.00) is a light daily moisturiser; the Baobab Face Oil ($38.00) is richer and lovely at night. Would you like one of them?'],
      ['SHOPPER', 'ill take the oil, to Perth', 'buying_intent'],
      ['ASSISTANT', '1 × Baobab Face Oil, $38.00, to Perth. Shall I place it?'],
      ['SHOPPER', 'yep', 'confirm'],
      ['ASSISTANT', 'Thanks so much! 💕 The owner will message you shortly!'],
    ])
    this.#talk('@beauty.with.jo', 'INSTAGRAM', 'ASSISTANT', 150, null, [
      ['SHOPPER', '😍😍', 'chit_chat'],
      ['ASSISTANT', 'Thank you! 💕 Anything you would like to know about our products?'],
    ])

    const last = this.messages.get(grace.id)?.at(-1)
    if (last !== undefined) this.fail(grace.id, last, 'token_expired')
    this.setAside.set(this.channels[0]?.id ?? '', [
      this.#comment('Zoe Papadopoulos', 'obsessed with this colour 😍', 'wants_nothing', 40),
      this.#comment('Maya Chen', 'price?', 'answered_before', 190),
      { key: 'odd:1', kind: 'EVENT', receivedAt: this.#at(75), reason: 'unknown_kind', event: '{"sender":{"id":"61"},"telepathy":1}' },
    ])

    this.#order('ORD-7K3M9Q', 'CONFIRMED', 'UNPAID', maya, 'Sydney, Australia', [serum50(2), balm(1)], 4)
    this.#order('ORD-4TX8LA', 'IN_PROGRESS', 'PAID', tom, 'Melbourne, Australia', [cream(1), cleanser(1)], 31)
    this.#order('ORD-P2VH6E', 'CONFIRMED', 'UNPAID', zoe, 'Perth, Australia', [oil(1)], 95)
    this.#order('ORD-9RD2WF', 'CANCELLED', 'UNPAID', null, 'Hobart, Australia', [serum30(6)], 130, 'Ella Brooks', 'out_of_stock')
    this.#order('ORD-B5N7CY', 'IN_PROGRESS', 'UNPAID', grace, 'Nairobi, Kenya', [oil(2)], 200)
    this.#order('ORD-M8Q4ZS', 'COMPLETED', 'PAID', linh, 'Đà Nẵng, Vietnam', [serum30(1), sunscreen(1)], 26 * 60)
    const regulars = ['Amelia Hart', 'Noah Kim', 'Fatou Diallo', 'Isla Murray', 'Omar Haddad', 'Ruby Nguyen', 'Léa Dubois', 'Kofi Boateng', 'Hannah Weiss', 'Sofia Rossi']
    const places = ['Brisbane, Australia', 'Auckland, New Zealand', 'Dakar, Senegal', 'Adelaide, Australia', 'Canberra, Australia']
    const baskets = [[cream(1)], [serum30(2)], [mask(1), cleanser(1)], [sunscreen(2)], [serum50(1), cream(1), balm(2)], [balm(3)], [oil(1)]]
    for (let count = 0; count < 34; count++) {
      const pick = <T>(list: readonly T[]): T => list[count % list.length] as T
      this.#order(this.#number(), 'COMPLETED', 'PAID', null, pick(places), pick(baskets), 28 * 60 + count * 190, pick(regulars))
    }
  }

  /// A shopper says yes somewhere: the order arrives, as the services would tell it.
  placeOrder(customerName = 'Aïcha Koné', lines: Line[] = [serum30(1), mask(1)]): Order {
    const conversation = this.#talk(customerName, 'INSTAGRAM', 'WAITING', 0, 'order_confirmed', [
      ['SHOPPER', 'the glow serum 30ml and a clay mask please, to Abidjan', 'buying_intent'],
      ['ASSISTANT', '1 × Glow Serum (30ml), 1 × Clay Reset Mask. Total $73.00, to Abidjan. Shall I place it?'],
      ['SHOPPER', 'yes', 'confirm'],
      ['ASSISTANT', 'Thanks so much! 💕 The owner will message you shortly to arrange payment and delivery!'],
    ])
    const order = this.#order(this.#number(), 'CONFIRMED', 'UNPAID', conversation, 'Abidjan, Côte d’Ivoire', lines, 0)
    this.#tellOrder('OrderPlaced', order)
    this.handOff(conversation, 'order_confirmed')
    return order
  }

  say(conversationId: string, from: Message['from'], text: string, intent: string | null = null): Message {
    const conversation = this.conversations.find(({ id }) => id === conversationId)
    if (conversation === undefined) throw new Error(`no conversation ${conversationId}`)
    const at = new Date().toISOString()
    const message: Message = { id: randomUUID(), from, text, attachments: [], at, delivery: from === 'SHOPPER' ? null : 'SENT', intent, edited: false, deleted: false, next: [] }
    this.messages.get(conversationId)?.push(message)
    conversation.lastMessage = { text, from, at }
    conversation.updatedAt = at
    conversation.unread = from === 'SHOPPER' ? conversation.unread + 1 : 0
    this.tell('message', { type: from === 'SHOPPER' ? 'MessageReceived' : 'ReplyRequested', id: conversationId, conversationId, from, text })
    return message
  }

  /// A message of the shop's turns out not to have arrived.
  fail(conversationId: string, message: Message, reason: string, next: string[] = ['RETRY']): void {
    Object.assign(message, { delivery: 'FAILED', failure: reason, next })
    this.tell('delivery', { type: 'MessageFailed', id: message.id, conversationId, reason })
  }

  /// Sends what failed again, on a channel or one of it.
  retry(channelId: string, messageId?: string): number {
    const again = this.failed(channelId).filter(({ replyId, next }) => (messageId === undefined ? next.includes('RETRY') : replyId === messageId))
    for (const { conversationId, replyId } of again) {
      const message = this.messages.get(conversationId)?.find(({ id }) => id === replyId)
      Object.assign(message ?? {}, { delivery: 'SENT', failure: null, next: [] })
      this.tell('delivery', { type: 'MessageSent', id: replyId, conversationId })
    }
    return again.length
  }

  /// What could not be sent on a channel, the newest first.
  failed(channelId: string): FailedMessage[] {
    return this.conversations
      .filter((conversation) => conversation.channelId === channelId)
      .flatMap((conversation) => (this.messages.get(conversation.id) ?? []).filter(({ delivery }) => delivery === 'FAILED').map((message) => ({ conversation, message })))
      .toSorted((a, b) => b.message.at.localeCompare(a.message.at))
      .map(({ conversation, message }) => ({
        replyId: message.id,
        conversationId: conversation.id,
        personName: conversation.customerName,
        author: message.from,
        text: message.text ?? '',
        code: null,
        reason: message.failure,
        parts: 1,
        partsSent: 0,
        failedAt: message.at,
        next: message.next,
      }))
  }

  tell(event: string, data: object): void {
    const news = { id: this.log.length + 1, event, data }
    this.log.push(news)
    for (const listener of this.listeners) listener(news)
  }

  move(order: Order, status: OrderStatus, reason: string | null): void {
    order.status = status
    order.history.push({ at: new Date().toISOString(), status, by: 'seller', memberId: this.user.id, reason })
    order.version += 1
    this.#offer(order)
    this.#tellOrder(STORY[status], order)
  }

  pay(order: Order, method: string, reference: string | null): void {
    order.paymentStatus = 'PAID'
    order.payments.push({ id: randomUUID(), method, reference, amount: order.total, currency: order.currency, at: new Date().toISOString() })
    this.#offer(order)
  }

  handle(conversation: Conversation, handling: Handling): void {
    conversation.handling = handling
    conversation.next = MAY[handling]
    conversation.unread = 0
    conversation.updatedAt = new Date().toISOString()
    this.tell('handoff', { type: handling === 'PERSON' ? 'TakeoverStarted' : 'TakeoverEnded', id: conversation.id, conversationId: conversation.id })
  }

  handOff(conversation: Conversation, reason: string): void {
    conversation.handling = 'WAITING'
    conversation.next = MAY.WAITING
    conversation.handoffReason = reason
    const { id, customerName, orderId } = conversation
    this.tell('handoff', { type: 'HandoffRequested', id, conversationId: id, reason, customerName, orderId })
  }

  #tellOrder(type: string, { id, number, status, total, currency, customerName, conversationId }: Order): void {
    this.tell('order', { type, id, number, status, total, currency, customerName, conversationId })
  }

  /// For a look by hand: somebody orders now and then.
  keepBusy(): void {
    setInterval(() => this.placeOrder(), 45_000).unref()
  }

  #offer(order: Order): void {
    const payable = order.paymentStatus === 'UNPAID' && order.status !== 'CANCELLED'
    order.next = [...NEXT[order.status], ...(payable ? ['PAID'] : [])]
  }

  #number(): string {
    const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
    let number = 'ORD-'
    for (let place = 0; place < 6; place++) {
      this.#seed = (this.#seed * 1103515245 + 12345) % 2147483648
      number += letters[(this.#seed >> 8) % letters.length]
    }
    return number
  }

  #at(minutesAgo: number): string {
    return new Date(Math.max(this.#from, minutesAgo === 0 ? Date.now() : 0) - minutesAgo * MINUTE).toISOString()
  }

  /// What a login at the platform brought: a page that can be connected, and one that cannot.
  login(session: string): ConnectSession {
    const instagram = session === 'instagram'
    return {
      status: 'CHOOSING',
      accounts: [
        { accountId: '200000000000001', name: 'Glow Nairobi', username: instagram ? 'glownairobi' : null, pageId: '200000000000001', pageName: 'Glow Nairobi', problem: null, problemDetail: null },
        {
          accountId: null,
          name: 'Old page',
          username: null,
          pageId: '200000000000002',
          pageName: 'Old page',
          problem: instagram ? 'page_without_instagram' : 'page_role',
          problemDetail: 'It cannot be connected.',
        },
      ],
    }
  }

  /// An account connected by what its platform gives out.
  connect(way: string, accountId: string, name = accountId): Channel {
    const added = this.#channel(way === 'telegram' ? 'TELEGRAM' : way === 'twilio' ? 'SMS' : 'WHATSAPP', accountId, name, null, 'ACTIVE', null, 0, 1, 1)
    this.channels.push(added)
    return added
  }

  disconnect(channel: Channel): void {
    Object.assign(channel, { status: 'DISCONNECTED', next: ['RECONNECT'] })
  }

  chooseAccounts(session: string, accountIds: string[]): { channelIds: string[] } {
    const chosen = this.login(session).accounts.filter(({ accountId }) => accountId != null && accountIds.includes(accountId))
    const added = chosen.map(({ accountId, name, username }) =>
      this.#channel(session === 'instagram' ? 'INSTAGRAM' : 'MESSENGER', accountId ?? '', name, username ?? null, 'ACTIVE', null, 0, 1, 1),
    )
    this.channels.push(...added)
    return { channelIds: added.map(({ id }) => id) }
  }

  #channel(
    platform: Platform,
    accountId: string,
    name: string,
    username: string | null,
    status: Channel['status'],
    problem: string | null,
    messagesToday: number,
    minutesIn: number,
    minutesOut: number,
  ): Channel {
    const [lastMessageInAt, lastMessageOutAt] = [this.#at(minutesIn), this.#at(minutesOut)]
    return { id: randomUUID(), platform, accountId, name, username, status, problem, problemDetail: null, lastMessageInAt, lastMessageOutAt, connectedAt: this.#at(9 * 24 * 60), messagesToday, next: status === 'ACTIVE' ? ['DISCONNECT'] : ['RECONNECT', 'DISCONNECT'] }
  }

  #comment(personName: string, text: string, reason: string, minutesAgo: number): SetAside {
    const commentId = randomUUID()
    return { key: `comment:${commentId}`, kind: 'COMMENT', receivedAt: this.#at(minutesAgo), reason, personName, text, event: JSON.stringify({ commentId, text }) }
  }

  #talk(customerName: string, platform: Platform, handling: Handling, minutesAgo: number, handoffReason: string | null, said: Said[], unread = 0): Conversation {
    const id = randomUUID()
    const messages = said.map(([from, text, intent], index): Message => ({
      id: randomUUID(),
      from,
      text,
      attachments: [],
      at: new Date(new Date(this.#at(minutesAgo)).getTime() - (said.length - 1 - index) * 25_000).toISOString(),
      delivery: from === 'SHOPPER' ? null : index < said.length - 1 ? 'READ' : 'DELIVERED',
      intent: intent ?? null,
      edited: false,
      deleted: false,
      next: [],
    }))
    const last = messages.at(-1)
    if (last === undefined) throw new Error('a conversation has a message')
    const conversation: Conversation = {
      id,
      channelId: this.channels.find((channel) => channel.platform === platform)?.id ?? randomUUID(),
      platform,
      customerName,
      customerId: randomUUID(),
      state: handling === 'ASSISTANT' ? 'BROWSING' : 'HANDED_OFF',
      handling,
      handoffReason,
      lastMessage: { text: last.text, from: last.from, at: last.at },
      unread,
      orderId: null,
      updatedAt: last.at,
      next: MAY[handling],
    }
    this.conversations.push(conversation)
    this.messages.set(id, messages)
    return conversation
  }

  #order(
    number: string,
    status: OrderStatus,
    paymentStatus: Order['paymentStatus'],
    conversation: Conversation | null,
    shippingLocation: string,
    lines: Line[],
    minutesAgo: number,
    customerName = conversation?.customerName ?? null,
    reason: string | null = null,
  ): Order {
    const at = this.#at(minutesAgo)
    const later = (seconds: number) => new Date(new Date(at).getTime() + seconds * 1000).toISOString()
    const path: OrderStatus[] = ['CAPTURED', 'CONFIRMED', 'IN_PROGRESS', 'COMPLETED']
    const history: Order['history'] = [{ at, status: 'CAPTURED', by: 'shopper', memberId: null, reason: null }]
    if (status === 'CANCELLED') history.push({ at: later(1), status, by: 'stock', memberId: null, reason })
    else {
      const reached = path.slice(1, path.indexOf(status) + 1)
      reached.forEach((step, index) => {
        const byStock = index === 0
        history.push({
          at: later(byStock ? 1 : index * 300),
          status: step,
          by: byStock ? 'stock' : 'seller',
          memberId: byStock ? null : this.user.id,
          reason: null,
        })
      })
    }
    const subtotal = lines.reduce((sum, line) => sum + line.quantity * line.unitPrice, 0)
    const order: Order = {
      id: randomUUID(),
      number,
      status,
      paymentStatus,
      fulfilmentStatus: status === 'COMPLETED' ? 'DELIVERED' : 'UNFULFILLED',
      source: conversation === null ? 'WEB' : 'CHAT',
      customerName,
      platform: conversation?.platform ?? 'WEB',
      shippingLocation,
      lines: lines.map((line) => ({ id: randomUUID(), imageUrl: null, ...line })),
      subtotal,
      discount: 0,
      shipping: 0,
      tax: 0,
      total: subtotal,
      currency: this.shop.currency,
      capturedAt: at,
      conversationId: conversation?.id ?? null,
      email: null,
      note: null,
      payments: [],
      notes: [],
      history,
      next: [],
      version: history.length,
    }
    this.#offer(order)
    if (conversation !== null) conversation.orderId = order.id
    this.orders.push(order)
    return order
  }
}

