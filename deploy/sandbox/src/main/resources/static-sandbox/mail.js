// The mails, newest first, arriving live.
import { h, byId, call, clockTime } from './dom.js';

const list = byId('mails');
const letter = byId('letter');
const filter = byId('filter');

let mails = [];
let plainText = false;

const chosen = () => mails.find((mail) => mail.id === location.hash.slice(1));
const wanted = () => mails.filter((mail) => mail.to.join(' ').toLowerCase().includes(filter.value.trim().toLowerCase()));

async function load() {
  mails = (await call('GET', '/sandbox/mails?limit=1000')).items;
  draw();
  drawLetter();
}

function when(at) {
  const day = new Date(at);
  return day.toDateString() === new Date().toDateString()
    ? clockTime(at)
    : day.toLocaleDateString([], { day: 'numeric', month: 'short' });
}

function draw() {
  const open = chosen();
  const focused = document.activeElement?.dataset?.mail;
  list.replaceChildren(
    ...wanted().map((mail) =>
      h('li', {}, h(
        'button',
        { class: 'mail-item', type: 'button', 'data-mail': mail.id, 'aria-current': mail === open ? 'true' : null, onclick: () => (location.hash = mail.id) },
        h('span', { class: 'mail-top' }, h('span', { text: mail.to.join(', ') }), h('time', { datetime: mail.receivedAt, text: when(mail.receivedAt) })),
        h('span', { class: 'mail-subject', text: mail.subject || '(no subject)' }),
        h('span', { class: 'mail-start', text: (mail.text ?? '').replace(/\s+/g, ' ').slice(0, 120) }),
      )),
    ),
  );
  if (focused) list.querySelector(`[data-mail="${focused}"]`)?.focus();
}

function drawLetter() {
  const mail = chosen();
  document.body.classList.toggle('reading', Boolean(mail));
  if (!mail) {
    letter.replaceChildren(h('p', { class: 'letter-empty' }, mails.length === 0
      ? 'No mail yet. When an order is placed or a code is sent, it lands here.'
      : 'Choose a mail to read it.'));
    return;
  }
  const asText = plainText || !mail.html;
  const tab = (name, text) =>
    h('button', { type: 'button', 'aria-pressed': String(asText === text), onclick: () => { plainText = text; drawLetter(); } }, name);
  letter.replaceChildren(
    h('header', { class: 'letter-head' },
      h('button', { class: 'back', type: 'button', onclick: () => (location.hash = '') }, '← All mails'),
      h('h2', { text: mail.subject || '(no subject)' }),
      h('dl', { class: 'letter-who' },
        h('dt', {}, 'From'), h('dd', { text: mail.from }),
        h('dt', {}, 'To'), h('dd', { text: mail.to.join(', ') }),
        h('dt', {}, 'Came'), h('dd', { text: new Date(mail.receivedAt).toLocaleString() }),
        mail.attachments.length > 0 ? [h('dt', {}, 'With'), h('dd', { text: mail.attachments.join(', ') })] : null),
      mail.html && mail.text ? h('div', { class: 'tabs' }, tab('As designed', false), tab('Plain text', true)) : null),
    asText
      ? h('pre', { tabindex: '0', text: mail.text ?? '' })
      : h('iframe', { src: `/sandbox/mails/${mail.id}/html`, title: mail.subject || 'The mail', sandbox: 'allow-popups allow-popups-to-escape-sandbox' }),
  );
}

filter.addEventListener('input', draw);
addEventListener('hashchange', () => {
  draw();
  drawLetter();
});
byId('clear').addEventListener('click', async () => {
  await call('DELETE', '/sandbox/mails');
  location.hash = '';
  await load();
});

const stream = new EventSource('/sandbox/mails/stream');
stream.addEventListener('open', load);
stream.addEventListener('mail', (event) => {
  const mail = JSON.parse(event.data);
  if (mails.some((known) => known.id === mail.id)) return;
  mails.unshift(mail);
  draw();
  if (!chosen()) drawLetter();
});
