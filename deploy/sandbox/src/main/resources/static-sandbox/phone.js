// The shopper's phone: ties the chat, the shoppers and the panel together.
import { h, byId, call, clockTime } from './dom.js';
import { shoppers, hue, initials } from './shoppers.js';
import { onTap, showChat, showMessage, showTyping, showSeen } from './thread.js';
import { showHappening, showHappenings } from './happened.js';

const PHOTO_SIDE_MAX = 1280;
const EMOJI =
  '😊 😍 🥰 😂 🥲 😉 🤔 😢 😭 🙏 👍 👎 👏 🙌 💪 ❤️ 🧡 💛 💚 💙 💜 ✨ 🔥 🎉 💯 🌸 🌷 🌞 🧴 💄 💅 🎁 📦 🚚 💳 📍 ⏰ ❓ ✅ ❌'.split(' ');
const NAMES = { INSTAGRAM: 'Instagram', MESSENGER: 'Messenger' };

const composer = byId('composer');
const field = byId('field');
const emojiBox = byId('emoji');
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
  drawShop(platform);
  drawShoppers();
  stream?.close();
  const query = new URLSearchParams({ personId: shopper.ids[platform], platform, name: shopper.name });
  stream = new EventSource(`/phone/api/stream?${query}`);
  const on = (name, react) => stream.addEventListener(name, (event) => react(JSON.parse(event.data)));
  on('chat', (chat) => {
    online(true);
    showChat(chat, platform);
    showHappenings(chat.happenings);
  });
  on('message', (message) => {
    showMessage(message);
    if (message.text) shoppers.remember(shopper.key, platform, message.text);
    drawShoppers();
  });
  on('typing', (typing) => showTyping(typing.on));
  on('seen', (seen) => showSeen(seen.at));
  on('happened', showHappening);
  stream.addEventListener('error', () => online(false));
}

function online(yes) {
  clearTimeout(lostTimer);
  if (yes) byId('offline').hidden = true;
  else lostTimer = setTimeout(() => (byId('offline').hidden = false), 1500);
}

async function send(content) {
  const shopper = shoppers.current();
  const platform = shoppers.platform();
  try {
    await call('POST', '/phone/api/messages', {
      platform,
      personId: shopper.ids[platform],
      name: shopper.name,
      ...content,
    });
    return true;
  } catch (refused) {
    toast(refused instanceof TypeError ? 'The sandbox cannot be reached.' : refused.message);
    return false;
  }
}

onTap({
  quickReply: (reply) => {
    field.focus({ preventScroll: true });
    send({ quickReply: reply });
  },
  postback: (button) => send({ postback: { title: button.title, payload: button.payload ?? button.title } }),
  react: (mid, on) => send({ reaction: { mid, reaction: 'love', emoji: '❤️', action: on ? 'react' : 'unreact' } }),
});

// ---- writing --------------------------------------------------------------------------------------------------

composer.addEventListener('submit', async (event) => {
  event.preventDefault();
  const text = field.value.trim();
  if (!text) return;
  field.value = '';
  drawComposer();
  if (!(await send({ text })) && !field.value) {
    field.value = text;
    drawComposer();
  }
});

field.addEventListener('input', drawComposer);
field.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    composer.requestSubmit();
  }
});

function drawComposer() {
  composer.classList.toggle('has-text', field.value.trim() !== '');
  field.style.height = 'auto';
  field.style.height = `${Math.min(field.scrollHeight, 108)}px`;
}

byId('like').addEventListener('click', () => send({ text: shoppers.platform() === 'INSTAGRAM' ? '❤️' : '👍' }));

document.querySelectorAll('[data-say]').forEach((chip) =>
  chip.addEventListener('click', () => {
    closeSheet();
    field.focus({ preventScroll: true });
    send({ text: chip.dataset.say });
  }),
);

const photo = byId('photo');
byId('photo-button').addEventListener('click', () => photo.click());
photo.addEventListener('change', async () => {
  const [file] = photo.files;
  photo.value = '';
  if (!file) return;
  try {
    const { url } = await call('POST', '/phone/api/photos', await smaller(file));
    await send({ attachment: { type: 'image', url } });
  } catch (refused) {
    toast(refused.message);
  }
});

async function smaller(file) {
  const bitmap = await createImageBitmap(file).catch(() => {
    throw new Error('This file is not a picture.');
  });
  const scale = Math.min(1, PHOTO_SIDE_MAX / Math.max(bitmap.width, bitmap.height));
  const canvas = h('canvas', { width: Math.round(bitmap.width * scale), height: Math.round(bitmap.height * scale) });
  canvas.getContext('2d').drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, 'image/jpeg', 0.85));
}

// ---- emoji ----------------------------------------------------------------------------------------------------

const emojiButton = byId('emoji-button');
emojiBox.append(
  ...EMOJI.map((emoji, i) =>
    h('button', { type: 'button', tabindex: i === 0 ? '0' : '-1', 'aria-label': `Insert ${emoji}`, onclick: () => insert(emoji) }, emoji),
  ),
);

function showEmoji(yes) {
  emojiBox.hidden = !yes;
  emojiButton.setAttribute('aria-expanded', String(yes));
  if (yes) emojiBox.querySelector('[tabindex="0"]').focus();
}

function insert(emoji) {
  field.setRangeText(emoji, field.selectionStart, field.selectionEnd, 'end');
  drawComposer();
}

emojiButton.addEventListener('click', () => showEmoji(emojiBox.hidden));
emojiBox.addEventListener('keydown', (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 8, ArrowUp: -8 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const all = [...emojiBox.children];
  const next = all[all.indexOf(document.activeElement) + step];
  if (!next) return;
  document.activeElement.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
});
document.addEventListener('pointerdown', (event) => {
  if (!emojiBox.hidden && !emojiBox.contains(event.target) && !emojiButton.contains(event.target)) showEmoji(false);
});

// ---- who writes, and as what ----------------------------------------------------------------------------------

function drawShop(platform) {
  const account = accounts.find((one) => one.platform === platform);
  const name = account?.name ?? 'The shop';
  document.querySelectorAll('[data-shop-name]').forEach((node) => (node.textContent = name));
  document.querySelectorAll('[data-shop-handle]').forEach((node) => {
    node.textContent = platform === 'INSTAGRAM' ? (account?.username ? `@${account.username}` : 'Instagram') : 'Usually answers at once';
  });
  document.querySelectorAll('[data-platform-name]').forEach((node) => (node.textContent = NAMES[platform]));
  document.querySelectorAll('input[name="platform"]').forEach((input) => (input.checked = input.value === platform));
  field.placeholder = platform === 'INSTAGRAM' ? 'Message…' : 'Aa';
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
  field.focus({ preventScroll: true });
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
  if (!emojiBox.hidden) {
    showEmoji(false);
    emojiButton.focus();
  } else closeSheet();
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
  if (!medium.matches) field.focus({ preventScroll: true });
}

start();
