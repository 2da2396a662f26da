// The chat on the screen.
import { h, icon, byId, clockTime } from './dom.js';
import { platforms } from './platforms.js';
import { row } from './bubbles.js';

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

/** What taps do: {quickReply, postback, heart, more, list}. */
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
  if (platform === 'SMS' || platform === 'VOICE' || typing === on) return;
  typing = on;
  drawTail();
}

export function showSeen(at) {
  seenAt = at;
  draw();
}


function spoken(message) {
  const parts = [message.text];
  if (message.about?.kind === 'comment') parts.unshift('answers your comment');
  if (message.media.length > 0) parts.push(message.media[0].type === 'image' ? 'sent a picture' : `sent a ${message.media[0].type}`);
  if (message.list) parts.push(`A list to choose from: ${message.list.button}`);
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
    const view = {
      joinsBefore: joins(before, message),
      joinsAfter: joins(message, after),
      quoted: messages.get(message.replyTo) ?? null,
      seen: seenAt !== null && new Date(seenAt) >= new Date(message.at),
      answered: all.some((other) => other.from === 'SHOPPER' && other.replyTo === message.id),
      platform,
      shop,
    };
    rows.push(kept(message.id, JSON.stringify([message, view]), () => row(message, { ...view, fresh: message.id === fresh, actions })));
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
    if (focused) node.querySelector('.more')?.focus();
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

/** Under the last message: how far it has come, who types, what one may answer. */
function drawTail() {
  const all = [...messages.values()];
  const last = all.at(-1);
  const rows = [];
  if (last?.from === 'SHOPPER' && last.change !== 'DELETED' && (!platforms[platform].ticks || troubled(last))) rows.push(receipt(last));
  if (typing) {
    rows.push(
      h('div', { class: 'row theirs typing' }, h('span', { class: 'mini-avatar' }, icon('shop-avatar')),
        h('div', { class: 'bubble', role: 'img', 'aria-label': `${shop.name} is typing` }, h('i'), h('i'), h('i'))),
    );
  }
  tail.replaceChildren(...rows);
  byId('quick').replaceChildren(
    ...(last?.from === 'SHOP' && !platforms[platform].ticks ? last.quickReplies : []).map((reply) =>
      h('button', { class: 'chip', type: 'button', onclick: () => actions.quickReply(reply, last) }, reply.title),
    ),
  );
}

const troubled = (message) => message.state === 'WAITING' || message.state === 'LOST';

function receipt(message) {
  const seen = platforms[platform].seen && seenAt && new Date(seenAt) >= new Date(message.at);
  const [name, words] =
    message.state === 'WAITING' ? ['i-clock', 'The shop is not answering yet. Trying again…']
    : message.state === 'LOST' ? ['i-alert', 'Not delivered']
    : seen ? ['i-seen', 'Seen']
    : message.state === 'SENT' ? ['i-delivered', 'Delivered']
    : ['i-sending', 'Sending…'];
  if (platform === 'MESSENGER' && !troubled(message)) {
    return h('p', { class: 'receipt' }, h('span', { class: 'sr', text: words }), seen ? icon('shop-avatar') : icon(name));
  }
  return h('p', { class: troubled(message) ? 'receipt troubled' : 'receipt' }, troubled(message) ? icon(name) : null, words);
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
