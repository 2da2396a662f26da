// "What just happened": the technical side of the chat, in words.
import { h, icon, byId, clockTime, milliseconds } from './dom.js';

const SHOWN_MAX = 80;
const BARS = 16;
const ASKING = ['message', 'postback', 'attachment', 'location', 'order', 'comment', 'referral'];
const ANSWERS = { generic: 'product cards', button: 'text with buttons', image: 'a picture', list: 'a list to choose from',
  say: 'spoken into the call', transfer: 'the call is passed on', 'end-call': 'the call is ended' };

const list = byId('happened');
const empty = byId('happened-empty');
const figure = byId('answer-time');
const figureNote = byId('answer-note');
const bars = byId('answer-bars');

let waiting = false;
let times = [];

export function showHappenings(all) {
  list.replaceChildren();
  waiting = false;
  times = [];
  all.forEach(add);
  drawTimes();
}

export function showHappening(one) {
  add(one);
  drawTimes();
}

function add(one) {
  if (one.kind === 'WEBHOOK' && ASKING.includes(one.what) && one.status === 200) waiting = true;
  if (one.kind === 'SEND' && !/^(typing|mark|react|unreact)/.test(one.what) && waiting && one.afterMs !== undefined) {
    waiting = false;
    times.push(one.afterMs);
  }
  if (one.what === 'chat/completions' && one.status === 200) times.push(one.tookMs);
  const before = one.attempt > 1 ? list.querySelector(`[data-webhook="${CSS.escape(one.signature)}"]`) : null;
  if (before && !before.querySelector('details[open]')) before.remove();
  list.prepend(row(one));
  while (list.children.length > SHOWN_MAX) list.lastChild.remove();
  empty.hidden = true;
  list.hidden = false;
}

function drawTimes() {
  empty.hidden = list.children.length > 0;
  list.hidden = list.children.length === 0;
  const recent = times.slice(-BARS);
  const sorted = [...times].sort((a, b) => a - b);
  figure.parentElement.classList.toggle('none', recent.length === 0);
  figure.textContent = recent.length === 0 ? '–' : milliseconds(recent.at(-1));
  figureNote.textContent =
    times.length <= 1
      ? 'from message to answer'
      : `from message to answer · median ${milliseconds(sorted[Math.floor(sorted.length / 2)])} of ${times.length}`;
  const most = Math.max(...recent, 1);
  bars.replaceChildren(
    ...recent.map((ms) => {
      const bar = h('i');
      bar.style.height = `${Math.max(12, (ms / most) * 100)}%`;
      return bar;
    }),
  );
}

function row(one) {
  const said = words(one);
  return h(
    'li',
    { class: `fact ${said.tone}`, 'data-webhook': one.signature },
    h('span', { class: 'fact-dot' }, icon(said.icon)),
    h(
      'div',
      { class: 'fact-body' },
      h('p', { class: 'fact-title' }, said.title),
      h(
        'p',
        { class: 'fact-note' },
        h('time', { datetime: one.at, text: clockTime(one.at, true) }),
        said.note ? ` · ${said.note}` : '',
        one.link ? h('a', { href: one.link, target: '_blank', rel: 'noopener', class: 'fact-link' }, 'read it') : null,
      ),
      one.body ? details(one) : null,
    ),
  );
}

function details(one) {
  const content = h('div', { class: 'raw' });
  const box = h('details', {}, h('summary', {}, one.kind === 'WEBHOOK' ? 'signed body' : 'call'), content);
  box.addEventListener('toggle', () => {
    if (!box.open || content.childElementCount > 0) return;
    if (one.signature) content.append(h('p', { class: 'raw-head' }, /^sha256=/.test(one.signature) ? 'X-Hub-Signature-256' : 'X-Twilio-Signature'), h('code', {}, one.signature));
    content.append(h('pre', { tabindex: '0' }, JSON.stringify(one.body, null, 2)));
  });
  return box;
}

function words(one) {
  switch (one.kind) {
    case 'WEBHOOK':
      return webhook(one);
    case 'SEND':
      return sent(one);
    case 'REFUSED':
      return { tone: 'bad', icon: 'i-alert', title: 'The platform refused a send', note: one.what };
    default:
      return { tone: 'mail', icon: 'i-mail', title: `Mail: ${one.what}`, note: null };
  }
}

function webhook(one) {
  const what = { message: 'Message', postback: 'Button tap', reaction: 'Reaction', read: '“Read” mark',
    delivery: '“Delivered” mark', delivered: '“Delivered” mark', sent: '“Sent” mark', failed: '“Failed” mark',
    undelivered: '“Failed” mark', echo: 'Echo', attachment: 'File', location: 'Location', order: 'Order', edit: 'Edit', deletion: 'Deletion',
    referral: 'Arrival', comment: 'Comment', 'assistant-request': '“Who answers?”', 'status-update': 'Call status',
    transcript: 'Transcript', 'chat/completions': '“What to say?”', 'end-of-call-report': 'Call report' }[one.what] ?? 'Event';
  const took = milliseconds(one.tookMs);
  const attempt = one.attempt > 1 ? ` · try ${one.attempt}` : '';
  if (one.status === 200) {
    const quiet = ['read', 'delivery', 'delivered', 'sent', 'echo', 'transcript', 'status-update'].includes(one.what);
    return { tone: quiet ? 'quiet' : 'good', icon: 'i-up', title: `${what} webhook posted`, note: `200 in ${took}${attempt}` };
  }
  if (one.status === 0) {
    return { tone: 'bad', icon: 'i-alert', title: `${what} webhook: nobody answered`, note: `trying again${attempt}` };
  }
  return { tone: 'bad', icon: 'i-alert', title: `${what} webhook refused`, note: `${one.status} in ${took}${attempt}` };
}

function sent(one) {
  const after = one.afterMs === undefined ? null : `after ${milliseconds(one.afterMs)}`;
  switch (one.what) {
    case 'typing_on':
      return { tone: 'quiet', icon: 'i-dots', title: 'The shop is typing', note: after };
    case 'typing_off':
      return { tone: 'quiet', icon: 'i-dots', title: 'The shop stopped typing', note: after };
    case 'mark_seen':
      return { tone: 'quiet', icon: 'i-eye', title: 'The shop has seen it', note: after };
    default:
      return { tone: 'shop', icon: 'i-down', title: `Answer: ${ANSWERS[one.what] ?? one.what}`, note: after };
  }
}
