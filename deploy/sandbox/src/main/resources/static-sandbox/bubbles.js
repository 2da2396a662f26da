// One message as its platform shows it.
import { h, icon, clockTime } from './dom.js';
import { platforms } from './platforms.js';
import { hasActions } from './more.js';
import { voiceNote } from './voice.js';

const ABOUT = {
  story: { SHOPPER: 'You replied to their story', SHOP: 'Replied to your story' },
  ad: { SHOPPER: 'You came from an ad' },
  link: { SHOPPER: 'You came by a link' },
  shop: { SHOPPER: 'You came from their shop' },
  comment: { SHOP: 'They answered your comment in private' },
};
const ONLY_EMOJI = /^(\p{Extended_Pictographic}|\p{Emoji_Modifier}|\uFE0F|\u200D|\s){1,9}$/u;

/** @param view {platform, shop, quoted, seen, answered, actions, joinsBefore, joinsAfter, fresh} */
export function row(message, view) {
  const own = message.from === 'SHOPPER';
  const classes = ['row', own ? 'own' : 'theirs', view.joinsBefore && 'joins-before', view.joinsAfter && 'joins-after', view.fresh && 'fresh'];
  return h('li', { class: classes.filter(Boolean).join(' '), 'data-state': message.state ?? '' },
    h('span', { class: 'sr', text: own ? 'You: ' : `${view.shop.name}: ` }),
    own ? null : h('span', { class: 'mini-avatar' }, view.joinsAfter ? null : icon('shop-avatar')),
    h('div', { class: 'stack' },
      own ? more(message, view) : null,
      h('div', { class: 'parts', ondblclick: own ? null : () => view.actions.heart(message) }, parts(message, view), reaction(message)),
      own ? null : more(message, view)));
}

function parts(message, view) {
  const ticked = platforms[view.platform].ticks;
  const foot = () => (ticked ? h('span', { class: 'foot' }, message.change === 'EDITED' ? 'edited ' : null, clockTime(message.at), tick(message, view)) : null);
  if (message.change === 'DELETED') {
    return [h('div', { class: 'bubble gone' }, icon('i-ban'), ticked ? 'You deleted this message' : 'You unsent a message', foot())];
  }
  const above = [about(message, view), quote(message, view)].filter(Boolean);
  const within = ticked ? above : [];
  const made = ticked ? [] : above;
  const media = message.media.map((one) => piece(one, message, view));
  const last = !message.text && message.cards.length === 0;
  if (ticked && message.text && media.length > 0) {
    within.push(...media);
  } else made.push(...media.map((node, i) => (ticked && last && i === media.length - 1 ? h('div', { class: 'framed' }, node, foot()) : node)));
  if (message.place) made.push(h('div', { class: 'bubble place' }, map(), h('p', {}, h('b', { text: message.place.name ?? 'Location' }), h('span', { text: message.place.address ?? '' })), foot()));
  if (message.text) {
    const bare = ONLY_EMOJI.test(message.text) && message.quickReplies.length === 0 && !message.list;
    made.push(h('div', { class: bare && !ticked ? 'bubble only-emoji' : bare ? 'bubble big-emoji' : 'bubble', dir: 'auto' },
      ...within, h('span', { class: 'words' }, linked(ticked ? starred(message.text) : [message.text])), foot(),
      !ticked && message.buttons.length > 0 ? h('div', { class: 'buttons' }, message.buttons.map((one) => button(one, view))) : null));
  }
  if (ticked) made.push(...offered(message, view));
  if (message.cards.length > 0) {
    made.push(h('div', { class: 'cards', tabindex: '0', role: 'group', 'aria-label': 'Products' }, message.cards.map((one) => card(one, view))));
  }
  if (!ticked && message.change === 'EDITED') made.push(h('p', { class: 'edited', text: 'Edited' }));
  return made;
}

/** WhatsApp's buttons hang under the bubble. */
function offered(message, view) {
  const tapped = view.answered;
  const rows = [
    ...message.buttons.map((one) => button(one, view)),
    ...message.quickReplies.map((reply) => h('button', { class: 'hung', type: 'button', disabled: tapped, onclick: () => view.actions.quickReply(reply, message) },
      icon('i-reply'), reply.title)),
  ];
  if (message.list) {
    rows.push(h('button', { class: 'hung', type: 'button', disabled: tapped, 'aria-haspopup': 'dialog', onclick: (event) => view.actions.list(message, event.currentTarget) },
      icon('i-list'), message.list.button));
  }
  return rows.length === 0 ? [] : [h('div', { class: 'hanging' }, rows)];
}

function about(message, view) {
  const words = message.about && ABOUT[message.about.kind]?.[message.from];
  if (!words) return null;
  return h('div', { class: `about about-${message.about.kind}` }, h('span', { class: 'about-head', text: words }),
    message.about.kind === 'story' ? h('span', { class: 'story-thumb' }, icon('post-picture')) : null,
    message.about.words ? h('span', { class: 'about-words', dir: 'auto', text: message.about.words }) : null);
}

function quote(message, view) {
  if (!view.quoted) return null;
  const who = view.quoted.from === 'SHOPPER' ? 'You' : view.shop.name;
  return h('p', { class: 'reply-to' }, icon('i-reply'), h('b', { text: who }), h('span', { text: view.quoted.text ?? 'a picture' }));
}

function tick(message, view) {
  if (message.from !== 'SHOPPER' || message.change === 'DELETED') return null;
  const [name, words, look] = message.state === 'SENDING' || message.state === 'WAITING' ? ['i-clock', 'on its way', '']
    : message.state === 'LOST' ? ['i-alert', 'not delivered', 'bad']
    : view.seen ? ['i-ticks', 'read', 'blue'] : ['i-ticks', 'delivered', ''];
  return h('span', { class: `tick ${look}` }, icon(name), h('span', { class: 'sr', text: ` ${words}` }));
}

function reaction(message) {
  if (!message.reaction) return null;
  return h('span', { class: 'reaction' }, h('span', { class: 'sr', text: 'You reacted with ' }), message.reaction);
}

function more(message, view) {
  if (!hasActions(message, view.platform)) return null;
  return h('button', { class: 'more', type: 'button', 'aria-label': message.from === 'SHOPPER' ? 'What to do with your message' : 'React or reply', 'aria-haspopup': 'dialog',
    onclick: (event) => view.actions.more(message, event.currentTarget) }, icon(message.from === 'SHOPPER' ? 'i-dots' : 'i-smile'));
}

function piece(media, message, view) {
  const own = message.from === 'SHOPPER';
  if (['voice', 'audio'].includes(media.type)) return voiceNote(media.url, message.id, own);
  if (media.type === 'image' && media.url) return picture(media, own);
  return h('div', { class: 'bubble file' }, icon('i-file'), media.type === 'like_heart' ? '❤️' : `a ${media.type.replaceAll('_', ' ')}`);
}

function picture(media, own) {
  const image = h('img', { class: 'photo', src: media.url, alt: own ? 'The photo you sent' : 'A picture from the shop', loading: 'lazy' });
  image.addEventListener('error', () => image.replaceWith(h('div', { class: 'bubble file' }, icon('i-file'), 'a picture that cannot be loaded')));
  return image;
}

const map = () => h('span', { class: 'map', 'aria-hidden': 'true' }, icon('i-pin'));

function card(item, view) {
  const image = item.image ? h('img', { src: item.image, alt: '', loading: 'lazy' }) : null;
  image?.addEventListener('error', () => image.remove());
  return h('article', { class: 'card' }, image,
    h('div', { class: 'card-words' }, h('p', { class: 'card-title', text: item.title }), item.subtitle ? h('p', { class: 'card-sub', text: item.subtitle }) : null),
    item.buttons.length > 0 ? h('div', { class: 'buttons' }, item.buttons.map((one) => button(one, view))) : null);
}

function button(item, view) {
  const ticked = platforms[view.platform].ticks;
  const look = ticked ? 'hung' : 'template-button';
  if (item.url && /^https?:\/\//.test(item.url)) {
    return h('a', { class: look, href: item.url, target: '_blank', rel: 'noopener noreferrer' }, ticked ? icon('i-out') : null, item.title);
  }
  return h('button', { class: look, type: 'button', onclick: () => view.actions.postback(item) }, item.title);
}

/** *bold* and _slanted_, as WhatsApp writes them. */
function starred(text) {
  return text.split(/(\*[^*\n]+\*|_[^_\n]+_)/g).map((part) =>
    /^\*[^*\n]+\*$/.test(part) ? h('b', { text: part.slice(1, -1) }) : /^_[^_\n]+_$/.test(part) && !/https?:/.test(text) ? h('em', { text: part.slice(1, -1) }) : part);
}

/** Text with its links made links; everything else stays text. */
function linked(pieces) {
  return pieces.flatMap((piece) => typeof piece !== 'string' ? [piece] : piece.split(/(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)])/g).map((part, i) =>
    i % 2 === 1 ? h('a', { href: part, target: '_blank', rel: 'noopener noreferrer' }, part) : part));
}
