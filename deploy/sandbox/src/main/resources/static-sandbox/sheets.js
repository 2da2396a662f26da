// What slides up inside the phone: menus and lists to choose from. One at a time, and nothing behind it can be reached.
import { h, icon, byId } from './dom.js';

const box = byId('sheet');
const veil = byId('sheet-veil');
let opener = null;

/** items: [{icon, words, note, danger, tap}], or nodes of your own as `content`. */
export function openSheet(title, { items = [], content = [], from = document.activeElement } = {}) {
  opener = from;
  box.replaceChildren(
    h('div', { class: 'sheet-head' },
      h('h3', { id: 'sheet-title', text: title }),
      h('button', { class: 'round', type: 'button', 'aria-label': 'Close', onclick: () => closeSheet() }, icon('i-close'))),
    ...content,
    h('ul', { class: 'sheet-items', hidden: items.length === 0 }, items.map((item) => h('li', {}, row(item)))),
  );
  box.hidden = false;
  veil.hidden = false;
  guard(true);
  (box.querySelector('[data-first]') ?? box.querySelector('.sheet-items button, input') ?? box.querySelector('button')).focus({ preventScroll: true });
}

export function closeSheet({ refocus = true } = {}) {
  if (box.hidden) return false;
  box.hidden = true;
  veil.hidden = true;
  guard(false);
  if (refocus && opener?.isConnected) opener.focus({ preventScroll: true });
  return true;
}

function row(item) {
  return h('button', { type: 'button', class: item.danger ? 'sheet-item danger' : 'sheet-item', onclick: () => {
    closeSheet({ refocus: !item.keepsFocus });
    item.tap();
  } }, item.icon ? h('span', { class: 'sheet-icon' }, icon(item.icon)) : null,
    h('span', { class: 'sheet-words' }, h('span', { text: item.words }), item.note ? h('span', { class: 'sheet-note', text: item.note }) : null));
}

function guard(on) {
  for (const node of box.parentElement.children) if (node !== box && node !== veil) node.inert = on;
}

veil.addEventListener('click', () => closeSheet());
