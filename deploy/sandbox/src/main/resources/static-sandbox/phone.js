// The shopper's phone: ties the chat, the shoppers and the panel together.
import { h, byId, call, clockTime } from './dom.js';
import { shoppers, hue, initials } from './shoppers.js';
import { platforms } from './platforms.js';
import { callAs, hangUpNow, onCall, say, showCall, speakAloud } from './call.js';
import { closeEmoji, focusField, onSend, writeAs } from './composer.js';
import { openActions, openList, openMore, react } from './more.js';
import { closePost, onComment, openPost, showComment, showComments } from './post.js';
import { closeSheet as closeMenu } from './sheets.js';
import { onTap, showChat, showMessage, showTyping, showSeen } from './thread.js';
import { showHappening, showHappenings } from './happened.js';

const narrow = matchMedia('(max-width: 759px)');
const medium = matchMedia('(max-width: 1179px)');

let accounts = [];
let stream = null;
let lostTimer = 0;

// ---- the chat -------------------------------------------------------------------------------------------------

function connect() {
  const shopper = shoppers.current();
  const platform = shoppers.platform();
  document.body.dataset.platform = platform;
  callAs(platform, shopper);
  closeMenu({ refocus: false });
  closePost();
  writeAs(platform);
  drawShop(platform);
  drawShoppers();
  stream?.close();
  const query = new URLSearchParams({ personId: shopper.ids[platform], platform, name: shopper.name });
  stream = new EventSource(`/phone/api/stream?${query}`);
  const on = (name, react) => stream.addEventListener(name, (event) => react(JSON.parse(event.data)));
  on('chat', (chat) => {
    online(true);
    showChat(chat, platform);
    showCall(chat.call ?? null);
    showHappenings(chat.happenings);
    showComments(chat.account, chat.comments, chat.person.username);
  });
  on('message', (message) => {
    showMessage(message);
    if (message.from === 'SHOP') speakAloud(message.text);
    if (message.text) shoppers.remember(shopper.key, platform, message.text);
    drawShoppers();
  });
  on('typing', (typing) => showTyping(typing.on));
  on('seen', (seen) => showSeen(seen.at));
  on('comment', showComment);
  on('call', showCall);
  on('happened', showHappening);
  stream.addEventListener('error', () => online(false));
}

function online(yes) {
  clearTimeout(lostTimer);
  if (yes) byId('offline').hidden = true;
  else lostTimer = setTimeout(() => (byId('offline').hidden = false), 1500);
}

const send = (content) => (platforms[shoppers.platform()].call ? say(content.text) : post('/phone/api/messages', content));

async function post(path, content) {
  const shopper = shoppers.current();
  const platform = shoppers.platform();
  try {
    await call('POST', path, { platform, personId: shopper.ids[platform], name: shopper.name, ...content });
    return true;
  } catch (refused) {
    toast(refused instanceof TypeError ? 'The sandbox cannot be reached.' : refused.message);
    return false;
  }
}

onSend(send, toast);
onCall(toast);
addEventListener('pagehide', hangUpNow);
onComment((text) => post('/phone/api/comments', { text }));
onTap({
  quickReply: (reply, message) => {
    focusField();
    send({ quickReply: reply, ...(platforms[shoppers.platform()].ticks ? { replyTo: message.id } : {}) });
  },
  postback: (button) => send({ postback: { title: button.title, payload: button.payload ?? button.title } }),
  heart: (message) => platforms[shoppers.platform()].heart && react(message, message.reaction ?? '❤️', 'love', send),
  more: (message, from) => openActions(message, shoppers.platform(), send, from),
  list: (message, from) => openList(message, send, from),
});

byId('more-button').addEventListener('click', (event) => openMore(shoppers.platform(), send, event.currentTarget));
byId('post-button').addEventListener('click', (event) => openPost(event.currentTarget));

document.querySelectorAll('[data-say]').forEach((chip) =>
  chip.addEventListener('click', () => {
    closeSheet();
    focusField();
    send({ text: chip.dataset.say });
  }),
);

// ---- who writes, and as what ----------------------------------------------------------------------------------

function drawShop(platform) {
  const account = accounts.find((one) => one.platform === platform);
  const name = account?.name ?? 'The shop';
  document.querySelectorAll('[data-shop-name]').forEach((node) => (node.textContent = name));
  document.querySelectorAll('[data-shop-handle]').forEach((node) => {
    node.textContent = platforms[platform].handle(account);
  });
  document.querySelectorAll('[data-platform-name]').forEach((node) => (node.textContent = platforms[platform].name));
  document.querySelectorAll('input[name="platform"]').forEach((input) => (input.checked = input.value === platform));
  byId('post-button').hidden = !platforms[platform].comments;
  document.title = `${name} · the shopper’s phone`;
}

function drawShoppers() {
  const chosen = shoppers.current();
  const focused = document.activeElement?.dataset?.shopper;
  byId('shoppers').replaceChildren(
    ...shoppers.all().map((shopper) => {
      const avatar = h('span', { class: 'avatar', 'aria-hidden': 'true' }, initials(shopper));
      avatar.style.setProperty('--hue', hue(shopper));
      return h(
        'li',
        {},
        h(
          'button',
          {
            type: 'button',
            class: 'shopper',
            'data-shopper': shopper.key,
            'aria-pressed': String(shopper === chosen),
            onclick: () => {
              shoppers.choose(shopper.key);
              closeSheet();
              connect();
            },
          },
          avatar,
          h('span', { class: 'shopper-words' }, h('span', { class: 'shopper-name', text: shopper.name }),
            h('span', { class: 'shopper-last', text: shopper.last?.text ?? 'has not written yet' })),
        ),
      );
    }),
  );
  if (focused) document.querySelector(`[data-shopper="${CSS.escape(focused)}"]`)?.focus();
  document.querySelectorAll('[data-me]').forEach((node) => (node.textContent = chosen.name));
}

byId('new-shopper').addEventListener('click', () => {
  const added = shoppers.add();
  connect();
  closeSheet();
  toast(`You are ${added.name} now.`);
  focusField();
});

document.querySelectorAll('input[name="platform"]').forEach((input) =>
  input.addEventListener('change', () => {
    shoppers.choosePlatform(input.value);
    connect();
  }),
);

// ---- sheets: what stands beside the phone on wide screens slides over it on narrow ones -----------------------

const sheets = { left: { box: byId('left'), narrow }, right: { box: byId('right'), narrow: medium } };
let openSheet = null;
let opener = null;

function layOut() {
  for (const [name, sheet] of Object.entries(sheets)) {
    const slides = sheet.narrow.matches;
    sheet.box.inert = slides && openSheet !== name;
    sheet.box.classList.toggle('open', openSheet === name && slides);
    if (slides) sheet.box.setAttribute('role', 'dialog');
    else sheet.box.removeAttribute('role');
  }
  const covered = openSheet !== null && sheets[openSheet].narrow.matches;
  byId('phone').inert = covered;
  byId('veil').hidden = !covered;
}

function show(name, from) {
  openSheet = name;
  opener = from;
  layOut();
  sheets[name].box.querySelector('.sheet-close').focus();
}

function closeSheet() {
  if (openSheet === null) return;
  openSheet = null;
  layOut();
  opener?.focus();
}

document.querySelectorAll('[data-open]').forEach((button) =>
  button.addEventListener('click', () => show(button.dataset.open, button)),
);
document.querySelectorAll('.sheet-close').forEach((button) => button.addEventListener('click', closeSheet));
byId('veil').addEventListener('click', closeSheet);
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  if (!closeEmoji() && !closeMenu() && !closePost()) closeSheet();
});
narrow.addEventListener('change', layOut);
medium.addEventListener('change', layOut);

// ---- the rest -------------------------------------------------------------------------------------------------

let toastTimer = 0;
function toast(words) {
  const box = byId('toast');
  box.textContent = words;
  box.classList.add('shown');
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => box.classList.remove('shown'), 4000);
}

function tick() {
  byId('status-time').textContent = clockTime(Date.now());
}

async function start() {
  tick();
  setInterval(tick, 10_000);
  layOut();
  try {
    const config = await call('GET', '/phone/api/config');
    accounts = config.accounts;
    byId('dashboard').href = config.frontDoor;
  } catch {
    online(false);
  }
  connect();
  if (!medium.matches) focusField();
}

start();
