// The menus: what else can be sent, what can be done with a message, a list to choose from.
import { h, byId } from './dom.js';
import { platforms } from './platforms.js';
import { openSheet, closeSheet } from './sheets.js';
import { openPost } from './post.js';
import { choosePhoto, fill, focusField, goAlong, sendVoice } from './composer.js';

const PLACES = [
  { latitude: 5.556, longitude: -0.1826, name: 'Oxford Street 12', address: 'Osu, Accra, Ghana' },
  { latitude: -33.8611, longitude: 151.2107, name: 'Circular Quay 4', address: 'Sydney NSW 2000, Australia' },
  { latitude: 52.5219, longitude: 13.4132, name: 'Alexanderplatz 7', address: '10178 Berlin, Germany' },
];
const AD = 'Glow Serum';
const EDITED_WITHIN_MINUTES = 15;

const edits = new Map();

/** What the plus opens. */
export function openMore(platform, send, from) {
  const has = platforms[platform];
  openSheet('Send, or do', { from, items: [
    { icon: 'i-image', words: 'Photo', tap: choosePhoto },
    has.voice && { icon: 'i-mic', words: 'Voice note', note: 'a short murmur made here', tap: sendVoice },
    has.location && { icon: 'i-pin', words: 'Location', keepsFocus: true, tap: () => openPlaces(send, from) },
    has.story && { icon: 'i-story', words: 'Reply to their story', keepsFocus: true, tap: () =>
      goAlong({ icon: 'i-story', title: 'You reply to their story', words: 'Restock day: Glow Serum', content: { story: {} } }) },
    has.comments && { icon: 'i-comment', words: 'Comment on their post', note: 'in public; the answer comes in private', keepsFocus: true, tap: () => openPost(from) },
    has.ads && { icon: 'i-megaphone', words: 'Arrive from an ad', note: 'your next message says so', keepsFocus: true, tap: () =>
      goAlong({ icon: 'i-megaphone', title: 'You come from an ad', words: `“${AD}”`, content: { referral: { source: 'ad', title: AD } } }) },
    has.link && { icon: 'i-link', words: 'Arrive by a link', note: has.link.words, keepsFocus: true, tap: () => arrive(has.link, send) },
  ].filter(Boolean) });
}

function arrive(link, send) {
  if (link.text) fill(link.text);
  else {
    send({ referral: { source: 'link', ref: link.ref } });
    focusField();
  }
}

function openPlaces(send, from) {
  openSheet('Send a location', { from, items: PLACES.map((place) =>
    ({ icon: 'i-pin', words: place.name, note: place.address, tap: () => send({ location: place }) })) });
}

/** What can be done with a message: react, reply, edit, take back. */
export function openActions(message, platform, send, from) {
  const has = platforms[platform];
  const own = message.from === 'SHOPPER';
  const young = (Date.now() - new Date(message.at)) / 60_000 < EDITED_WITHIN_MINUTES;
  const reactions = own || !has.reactions ? [] : [h('div', { class: 'reactions', role: 'group', 'aria-label': 'React' },
    Object.entries(has.reactions).map(([emoji, name], i) => h('button', { type: 'button', 'data-first': i === 0, 'aria-pressed': String(message.reaction === emoji),
      'aria-label': message.reaction === emoji ? `Take ${emoji} back` : `React with ${emoji}`, onclick: () => {
        closeSheet();
        react(message, emoji, name, send);
      } }, emoji)))];
  openSheet(own ? 'Your message' : 'Their message', { from, content: reactions, items: [
    has.replies && { icon: 'i-reply', words: 'Reply', keepsFocus: true, tap: () =>
      goAlong({ icon: 'i-reply', title: own ? 'You reply to yourself' : 'You reply to', words: message.text ?? 'a picture', content: { replyTo: message.id } }) },
    own && has.edits && message.text && young && { icon: 'i-pencil', words: 'Edit', keepsFocus: true, tap: () => {
      const count = (edits.get(message.id) ?? 0) + 1;
      edits.set(message.id, count);
      goAlong({ icon: 'i-pencil', title: 'You edit', words: message.text, editing: message.id, count });
    } },
    own && has.takesBack && { icon: 'i-trash', words: has.takesBack, danger: true, tap: () => send({ deletion: { mid: message.id } }) },
  ].filter(Boolean) });
}

export const hasActions = (message, platform) => platforms[platform].replies && message.change !== 'DELETED';

export function react(message, emoji, name, send) {
  const back = message.reaction === emoji;
  return send({ reaction: { mid: message.id, reaction: name, emoji, action: back ? 'unreact' : 'react' } });
}

/** WhatsApp's list message: one row is chosen, then sent. */
export function openList(message, send, from) {
  const chosen = () => byId('sheet').querySelector('input:checked');
  const rows = message.list.sections.flatMap((section) => section.rows);
  const submit = h('button', { class: 'sheet-send', type: 'submit', disabled: true }, 'Send');
  const form = h('form', { class: 'list-form' }, message.list.sections.map((section) =>
    h('fieldset', {}, section.title ? h('legend', { text: section.title }) : h('legend', { class: 'sr', text: 'Choices' }),
      section.rows.map((row) => h('label', { class: 'list-row' },
        h('span', { class: 'sheet-words' }, h('span', { text: row.title }), row.description ? h('span', { class: 'sheet-note', text: row.description }) : null),
        h('input', { type: 'radio', name: 'row', value: row.payload, onchange: () => (submit.disabled = false) }))))), submit);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const row = rows.find((one) => one.payload === chosen()?.value);
    if (!row) return;
    closeSheet();
    send({ quickReply: { title: row.title, payload: row.payload, list: true }, replyTo: message.id });
  });
  openSheet(message.list.button, { from, content: [form] });
}
