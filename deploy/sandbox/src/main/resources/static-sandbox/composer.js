// Writing: the field, what goes along with the next message, photos, voice notes, emoji.
import { h, icon, byId, call } from './dom.js';
import { platforms } from './platforms.js';
import { murmur } from './voice.js';

const PHOTO_SIDE_MAX = 1280;
const EMOJI =
  '😊 😍 🥰 😂 🥲 😉 🤔 😢 😭 🙏 👍 👎 👏 🙌 💪 ❤️ 🧡 💛 💚 💙 💜 ✨ 🔥 🎉 💯 🌸 🌷 🌞 🧴 💄 💅 🎁 📦 🚚 💳 📍 ⏰ ❓ ✅ ❌'.split(' ');

const composer = byId('composer');
const field = byId('field');
const emojiBox = byId('emoji');
const emojiButton = byId('emoji-button');
const aside = byId('aside');
const photo = byId('photo');
const like = byId('like');

let platform = 'INSTAGRAM';
let send = async () => false;
let complain = () => {};
let along = null;

/** send(content) says whether it worked; complain(words) tells what did not. */
export function onSend(given, complaining) {
  send = given;
  complain = complaining;
}

export function writeAs(chosen) {
  platform = chosen;
  field.placeholder = platforms[platform].placeholder;
  like.setAttribute('aria-label', platform === 'WHATSAPP' ? 'Send a voice note' : 'Send a like');
  like.hidden = platform === 'SMS' || platform === 'VOICE';
  goAlong(null);
}

/** What the next message comes with: {icon, title, words, content, editing?}. */
export function goAlong(given) {
  if (along?.editing && !given) field.value = '';
  along = given;
  aside.hidden = !given;
  if (given) {
    aside.replaceChildren(icon(given.icon), h('p', {}, h('b', { text: given.title }), h('span', { text: given.words })),
      h('button', { class: 'round', type: 'button', 'aria-label': 'Do not send this along', onclick: () => {
        goAlong(null);
        field.focus({ preventScroll: true });
      } }, icon('i-close')));
    if (given.editing) field.value = given.words;
    field.focus({ preventScroll: true });
  }
  draw();
}

export function fill(text) {
  field.value = text;
  draw();
  field.focus({ preventScroll: true });
}

export const focusField = () => field.focus({ preventScroll: true });

composer.addEventListener('submit', async (event) => {
  event.preventDefault();
  const text = field.value.trim();
  if (!text) return;
  const went = along;
  field.value = '';
  goAlong(null);
  const content = went?.editing ? { edit: { mid: went.editing, text, count: went.count } } : { text, ...went?.content };
  if (!(await send(content)) && !field.value) {
    field.value = text;
    goAlong(went);
  }
});

field.addEventListener('input', draw);
field.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    composer.requestSubmit();
  }
});

function draw() {
  composer.classList.toggle('has-text', field.value.trim() !== '');
  field.style.height = 'auto';
  field.style.height = `${Math.min(field.scrollHeight, 108)}px`;
}

like.addEventListener('click', () => (platform === 'WHATSAPP' ? sendVoice() : send({ text: platform === 'INSTAGRAM' ? '❤️' : '👍' })));

export async function sendVoice() {
  try {
    const { url } = await call('POST', '/phone/api/voices', murmur());
    await send({ attachment: { type: 'voice', url } });
  } catch (refused) {
    complain(refused.message);
  }
}

export const choosePhoto = () => photo.click();
byId('photo-button').addEventListener('click', choosePhoto);
photo.addEventListener('change', async () => {
  const [file] = photo.files;
  photo.value = '';
  if (!file) return;
  try {
    const { url } = await call('POST', '/phone/api/photos', await smaller(file));
    const went = along?.editing ? null : along;
    if ((await send({ attachment: { type: 'image', url }, ...went?.content })) && went) goAlong(null);
  } catch (refused) {
    complain(refused.message);
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

/** Says whether there was something to close. */
export function closeEmoji() {
  if (emojiBox.hidden) return false;
  showEmoji(false);
  emojiButton.focus();
  return true;
}

function insert(emoji) {
  field.setRangeText(emoji, field.selectionStart, field.selectionEnd, 'end');
  draw();
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
