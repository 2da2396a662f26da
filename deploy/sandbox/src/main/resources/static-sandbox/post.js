// A post of the shop's with its comments: what is said here, everybody reads; the shop answers in private.
import { h, icon, byId } from './dom.js';

const box = byId('post');
let send = () => {};
let comments = new Map();
let shop = { name: '', username: '' };
let opener = null;
let me = '';

/** What the comment box does: a function of the words that says whether it worked. */
export function onComment(given) {
  send = given;
}

export function showComments(account, all, shopper) {
  shop = account;
  me = shopper;
  comments = new Map(all.map((comment) => [comment.id, comment]));
  if (!box.hidden) drawComments();
}

export function showComment(comment) {
  comments.set(comment.id, comment);
  if (!box.hidden) drawComments();
}

export function openPost(from = document.activeElement) {
  opener = from;
  const field = h('input', { id: 'comment-field', type: 'text', maxlength: '2200', placeholder: `Add a comment for ${shop.username || shop.name}…`, autocomplete: 'off', enterkeyhint: 'send' });
  const form = h('form', { class: 'comment-form' }, h('label', { class: 'sr', for: 'comment-field' }, 'Your comment, seen by everybody'), field,
    h('button', { type: 'submit', class: 'comment-send' }, 'Post'));
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (!text) return;
    field.value = '';
    if (!(await send(text)) && !field.value) field.value = text;
  });
  const picture = h('div', { class: 'post-picture', role: 'img', 'aria-label': 'A bottle of Glow Serum on a stone, in evening light' }, icon('post-picture'));
  box.replaceChildren(
    h('header', { class: 'post-head' }, h('button', { class: 'round', type: 'button', 'aria-label': 'Back to the chat', onclick: () => closePost() }, icon('i-back')),
      h('h2', { text: 'Post' })),
    h('div', { class: 'post-scroll', tabindex: '0', role: 'group', 'aria-label': 'The post and its comments' },
      h('p', { class: 'post-by' }, h('span', { class: 'post-avatar' }, icon('shop-avatar')), h('b', { text: shop.username || shop.name })),
      picture,
      h('div', { class: 'post-icons', 'aria-hidden': 'true' }, icon('i-heart'), icon('i-comment'), icon('i-send-line')),
      h('p', { class: 'post-words' }, h('b', { text: shop.username || shop.name }), ' Winter skin, meet Glow Serum. ✨ 30 ml and 50 ml are back. Comment GLOW and we will send you the details.'),
      h('ol', { class: 'comments', id: 'comments', 'aria-label': 'Comments' })),
    form,
  );
  box.hidden = false;
  guard(true);
  drawComments();
  field.focus({ preventScroll: true });
}

export function closePost() {
  if (box.hidden) return false;
  box.hidden = true;
  guard(false);
  if (opener?.isConnected) opener.focus({ preventScroll: true });
  return true;
}

function drawComments() {
  byId('comments').replaceChildren(...[...comments.values()].map((comment) =>
    h('li', { class: 'comment', 'data-state': comment.state }, h('b', { text: me }), ' ', h('span', { dir: 'auto', text: comment.text }),
      h('span', { class: 'comment-note', text: { SENDING: 'Posting…', SENT: 'now · the shop was told', WAITING: 'the shop is not answering yet', LOST: 'the shop was not told' }[comment.state] }))));
}

function guard(on) {
  for (const node of box.parentElement.children) if (node !== box) node.inert = on;
}
