// The chat on the screen.
import { h, icon, byId, clockTime } from './dom.js';

const GAP_SHOWN_MINUTES = 10;
const GROUP_MINUTES = 3;
const PINNED_WITHIN_PX = 90;
const BY_HAND_WITHIN_MS = 1000;

const scroller = byId('scroller');
const list = byId('thread');
const tail = byId('tail');
const announcer = byId('announcer');

let shop = { name: '' };
let platform = 'INSTAGRAM';
let messages = new Map();
let seenAt = null;
let typing = false;
let typingTimer = 0;
let actions = {};
let drawn = new Map();
let pinned = true;
let scrolledByHandAt = -Infinity;

/** What taps do: {quickReply, postback, react, starter}. */
export function onTap(given) {
  actions = given;
}

export function showChat(chat, onPlatform) {
  shop = chat.account;
  platform = onPlatform;
  messages = new Map(chat.messages.map((message) => [message.id, message]));
  seenAt = chat.seenAt ?? null;
  typing = false;
  drawn = new Map();
  draw();
  toBottom();
}

export function showMessage(message) {
  const isNew = !messages.has(message.id);
  messages.set(message.id, message);
  if (message.from === 'SHOP' && isNew) {
    announcer.append(h('p', { text: `${shop.name}: ${spoken(message)}` }));
    while (announcer.children.length > 5) announcer.firstChild.remove();
  }
  draw(isNew ? message.id : null);
  if (isNew && message.from === 'SHOPPER') toBottom();
}

export function showTyping(on) {
  clearTimeout(typingTimer);
  if (on) typingTimer = setTimeout(() => showTyping(false), 20_000);
  if (typing === on) return;
  typing = on;
  drawTail();
}

export function showSeen(at) {
  seenAt = at;
  draw();
}


function spoken(message) {
  const parts = [message.text];
  if (message.media.length > 0) parts.push('sent a picture');
  message.cards.forEach((card) => parts.push([card.title, card.subtitle].filter(Boolean).join(', ')));
  if (message.quickReplies.length > 0) {
    parts.push(`Suggested answers: ${message.quickReplies.map((reply) => reply.title).join(', ')}`);
  }
  return parts.filter(Boolean).join('. ');
}

function draw(fresh = null) {
  const all = [...messages.values()];
  const rows = [];
  all.forEach((message, i) => {
    const before = all[i - 1];
    const after = all[i + 1];
    if (!before || minutes(before, message) > GAP_SHOWN_MINUTES) rows.push(kept(`when ${message.id}`, '', () => when(message.at)));
    const joined = [joins(before, message), joins(message, after)];
    rows.push(
      kept(message.id, JSON.stringify([message, joined, shop.name, messages.has(message.replyTo)]), () =>
        row(message, ...joined, message.id === fresh),
      ),
    );
  });
  place(rows);
  document.body.classList.toggle('chat-empty', all.length === 0);
  drawTail();
}

/** The row drawn before, when nothing about it has changed: it keeps its focus and its loaded pictures. */
function kept(id, state, build) {
  const before = drawn.get(id);
  if (before?.state === state) return before.node;
  const node = build();
  if (before?.node.isConnected) {
    const focused = before.node.contains(document.activeElement);
    before.node.replaceWith(node);
    if (focused) node.querySelector('.heart')?.focus();
  }
  drawn.set(id, { state, node });
  return node;
}

function place(rows) {
  rows.forEach((node, i) => {
    if (list.children[i] !== node) list.insertBefore(node, list.children[i] ?? null);
  });
  while (list.children.length > rows.length) list.lastChild.remove();
}

const minutes = (a, b) => (new Date(b.at) - new Date(a.at)) / 60_000;
const joins = (a, b) => a && b && a.from === b.from && minutes(a, b) < GROUP_MINUTES;

function when(at) {
  const day = new Date(at);
  const today = new Date().toDateString() === day.toDateString();
  const text = today ? `Today ${clockTime(at)}` : `${day.toLocaleDateString([], { weekday: 'short', day: 'numeric', month: 'short' })} ${clockTime(at)}`;
  return h('li', { class: 'when' }, h('time', { datetime: at, text }));
}

function row(message, joinsBefore, joinsAfter, fresh) {
  const own = message.from === 'SHOPPER';
  const classes = ['row', own ? 'own' : 'theirs', joinsBefore ? 'joins-before' : '', joinsAfter ? 'joins-after' : '',
    fresh ? 'fresh' : ''];
  const parts = [];
  if (message.replyTo && messages.has(message.replyTo)) {
    parts.push(h('p', { class: 'reply-to' }, icon('i-reply'), messages.get(message.replyTo).text ?? 'a picture'));
  }
  message.media.forEach((media) => parts.push(picture(media, own)));
  if (message.text) {
    const emojiOnly = /^(\p{Extended_Pictographic}|\p{Emoji_Modifier}|\uFE0F|\u200D|\s){1,9}$/u.test(message.text);
    parts.push(
      h('div', { class: emojiOnly ? 'bubble only-emoji' : 'bubble', dir: 'auto' }, h('span', { class: 'words' }, linked(message.text)),
        message.buttons.length > 0 ? h('div', { class: 'buttons' }, message.buttons.map(button)) : null),
    );
  }
  if (message.cards.length > 0) parts.push(h('div', { class: 'cards', tabindex: '0', role: 'group', 'aria-label': 'Products' }, message.cards.map(card)));
  return h(
    'li',
    { class: classes.join(' ').trim(), 'data-state': message.state ?? '' },
    h('span', { class: 'sr', text: own ? 'You: ' : `${shop.name}: ` }),
    own ? null : h('span', { class: 'mini-avatar' }, joinsAfter ? null : icon('shop-avatar')),
    h('div', { class: 'stack' }, h('div', { class: 'parts', ondblclick: own ? null : () => react(message) }, parts, reaction(message)), own ? null : heart(message)),
  );
}

function reaction(message) {
  if (!message.reaction) return null;
  return h('span', { class: 'reaction' }, h('span', { class: 'sr', text: 'You reacted with ' }), message.reaction);
}

function heart(message) {
  const on = Boolean(message.reaction);
  return h(
    'button',
    { class: 'heart', type: 'button', 'aria-pressed': String(on), 'aria-label': on ? 'Take the heart back' : 'React with a heart', onclick: () => react(message) },
    icon(on ? 'i-heart-full' : 'i-heart'),
  );
}

const react = (message) => actions.react(message.id, !message.reaction);

function picture(media, own) {
  if (media.type !== 'image' || !media.url) {
    return h('div', { class: 'bubble file' }, icon('i-file'), media.type === 'like_heart' ? '❤️' : `a ${media.type.replaceAll('_', ' ')}`);
  }
  const image = h('img', { class: 'photo', src: media.url, alt: own ? 'The photo you sent' : 'A picture from the shop', loading: 'lazy' });
  image.addEventListener('error', () => image.replaceWith(h('div', { class: 'bubble file' }, icon('i-file'), 'a picture that cannot be loaded')));
  return image;
}

function card(item) {
  const image = item.image ? h('img', { src: item.image, alt: '', loading: 'lazy' }) : null;
  image?.addEventListener('error', () => image.remove());
  return h(
    'article',
    { class: 'card' },
    image,
    h('div', { class: 'card-words' }, h('p', { class: 'card-title', text: item.title }), item.subtitle ? h('p', { class: 'card-sub', text: item.subtitle }) : null),
    item.buttons.length > 0 ? h('div', { class: 'buttons' }, item.buttons.map(button)) : null,
  );
}

function button(item) {
  if (item.url && /^https?:\/\//.test(item.url)) {
    return h('a', { class: 'template-button', href: item.url, target: '_blank', rel: 'noopener noreferrer' }, item.title);
  }
  return h('button', { class: 'template-button', type: 'button', onclick: () => actions.postback(item) }, item.title);
}

/** Text with its links made links; everything else stays text. */
function linked(text) {
  return text.split(/(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)])/g).map((part, i) =>
    i % 2 === 1 ? h('a', { href: part, target: '_blank', rel: 'noopener noreferrer' }, part) : part,
  );
}

/** Under the last message: how far it has come, who types, what one may answer. */
function drawTail() {
  const all = [...messages.values()];
  const last = all.at(-1);
  const rows = [];
  const lastOwn = all.findLast((message) => message.from === 'SHOPPER');
  if (lastOwn && lastOwn === last) rows.push(receipt(lastOwn));
  if (typing) {
    rows.push(
      h('div', { class: 'row theirs typing' }, h('span', { class: 'mini-avatar' }, icon('shop-avatar')),
        h('div', { class: 'bubble', role: 'img', 'aria-label': `${shop.name} is typing` }, h('i'), h('i'), h('i'))),
    );
  }
  tail.replaceChildren(...rows);
  byId('quick').replaceChildren(
    ...(last?.from === 'SHOP' ? last.quickReplies : []).map((reply) =>
      h('button', { class: 'chip', type: 'button', onclick: () => actions.quickReply(reply) }, reply.title),
    ),
  );
}

function receipt(message) {
  const seen = seenAt && new Date(seenAt) >= new Date(message.at);
  const [name, words] =
    message.state === 'WAITING' ? ['i-clock', 'The shop is not answering yet. Trying again…']
    : message.state === 'LOST' ? ['i-alert', 'Not delivered']
    : seen ? ['i-seen', 'Seen']
    : message.state === 'SENT' ? ['i-delivered', 'Delivered']
    : ['i-sending', 'Sending…'];
  const troubled = message.state === 'WAITING' || message.state === 'LOST';
  if (platform === 'MESSENGER' && !troubled) {
    return h('p', { class: 'receipt' }, h('span', { class: 'sr', text: words }), seen ? icon('shop-avatar') : icon(name));
  }
  return h('p', { class: troubled ? 'receipt troubled' : 'receipt' }, troubled ? icon(name) : null, words);
}

function toBottom() {
  pinned = true;
  scroller.scrollTop = scroller.scrollHeight;
}

// Whoever reads at the bottom stays there when something arrives or a picture grows; whoever scrolls up is left alone.
for (const name of ['wheel', 'touchmove', 'keydown', 'pointerdown']) {
  scroller.addEventListener(name, () => (scrolledByHandAt = performance.now()), { passive: true });
}
scroller.addEventListener('scroll', () => {
  const atBottom = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < PINNED_WITHIN_PX;
  if (atBottom) pinned = true;
  else if (performance.now() - scrolledByHandAt < BY_HAND_WITHIN_MS) pinned = false;
});
const follow = new ResizeObserver(() => pinned && toBottom());
[scroller, list, tail].forEach((node) => follow.observe(node));
