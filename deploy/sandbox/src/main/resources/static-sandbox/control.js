// Switches for what goes wrong.
import { h, byId, call } from './dom.js';

const PLATFORM_FAULTS = [
  ['Token expired', 'Code 190 (Twilio: 20003); the channel must ask to be reconnected.', { kind: 'token_expired' }],
  ['Rate limited', 'Code 613 (WhatsApp 130429, Twilio 20429); messages wait and go out later.', { kind: 'rate_limit' }],
  ['Window closed', 'More than 24 hours since the shopper wrote; a WhatsApp template gets through.', { kind: 'window_closed' }],
  ['Shopper has blocked the shop', 'Code 551 (WhatsApp 131026, Twilio 21610); no use in trying again.', { kind: 'blocked' }],
  ['Server error', 'HTTP 500, as on a bad day.', { kind: 'http500' }],
  ['Slow', 'The right answer after three seconds.', { kind: 'slow', delayMs: 3000 }],
  ['No answer', 'The line stays silent for a minute, then drops.', { kind: 'hang', delayMs: 60000 }],
  ['Accepted, then failed', 'The message is taken, and reported a moment later as not arrived.', { kind: 'fails_later' }],
  ['Half an answer', 'The message arrives, but the answer breaks off.', { kind: 'half_answer' }],
];
const MAIL_FAULTS = [
  ['Try later', '451 to every recipient.', { platform: 'SMTP', kind: 'error', code: 451 }],
  ['No such mailbox', '550 to every recipient.', { platform: 'SMTP', kind: 'error', code: 550 }],
  ['Slow', 'Five seconds for each mail.', { platform: 'SMTP', kind: 'slow', delayMs: 5000 }],
];
const SETTINGS = [
  ['deliveries', 'Delivered', 'Messenger, WhatsApp and SMS report each message as delivered.'],
  ['reads', 'Read', 'A message on the open phone is reported as read.'],
  ['echoes', 'Echoes', 'The shop gets its own messages back, as with the echo subscription.'],
  ['retries', 'Repeat', 'A webhook the shop does not answer with 200 is posted again.'],
];

const LOSSES = [
  [10, 'Lose one webhook in ten', 'It never arrives, and is not repeated; reading the conversation back still shows it.'],
  [100, 'Lose all webhooks', 'The shop hears nothing until it reads the conversations back.'],
];

const RULES = [
  ['windows', 'Windows', 'Nothing after 24 hours without a word from the shopper; a person may answer for a week.', false],
  ['sendsPerSecond', 'Messages in a second', 'How many one account may send; code 613 beyond them. 0 for no limit.', 1_000],
  ['privateRepliesPerHour', 'Private replies in an hour', 'How many comments one account may answer. 0 for no limit.', 1_000],
];

let toastTimer = 0;
function toast(words) {
  byId('toast').textContent = words;
  byId('toast').classList.add('shown');
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => byId('toast').classList.remove('shown'), 4000);
}

const attempt = (work) => async (...args) => {
  try {
    await work(...args);
    await draw();
  } catch (refused) {
    toast(refused instanceof TypeError ? 'The sandbox cannot be reached.' : refused.message);
  }
};

const same = (fault, wanted) =>
  fault.kind === wanted.kind &&
  fault.platform === wanted.platform &&
  (wanted.code === undefined || fault.code === wanted.code) &&
  fault.personId === undefined &&
  fault.timesLeft === undefined;

function toggle(id, name, note, on, change, fails) {
  const before = byId(id);
  if (before) {
    before.checked = on;
    return null;
  }
  return h('li', {}, h('label', { class: fails ? 'toggle fails' : 'toggle' },
    h('span', { class: 'toggle-words' }, h('span', { class: 'toggle-name', text: name }), h('span', { class: 'toggle-note', text: note })),
    h('input', { id, type: 'checkbox', role: 'switch', checked: on, onchange: (event) => change(event.target.checked) })));
}

function amount(id, name, note, value, most, change) {
  const before = byId(id);
  if (before) {
    if (document.activeElement !== before) before.value = value;
    return null;
  }
  return h('li', {}, h('label', { class: 'toggle' },
    h('span', { class: 'toggle-words' }, h('span', { class: 'toggle-name', text: name }), h('span', { class: 'toggle-note', text: note })),
    h('input', { id, class: 'amount', type: 'number', min: 0, max: most, step: 1, value, inputmode: 'numeric', onchange: (event) => change(event.target.valueAsNumber) })));
}

let active = [];
let whom = '';

/** The platform faults, aimed at the platform that is chosen. Only two of the platforms report a failure afterwards. */
const aimed = (faults) => faults.filter(([, , wanted]) => wanted.kind !== 'fails_later' || ['WHATSAPP', 'SMS'].includes(whom)).map(([name, note, wanted]) => [name, note, whom ? { ...wanted, platform: whom } : wanted]);
const everyAim = () => ['', 'INSTAGRAM', 'MESSENGER', 'WHATSAPP', 'SMS'].flatMap((platform) =>
  PLATFORM_FAULTS.map(([, , wanted]) => (platform ? { ...wanted, platform } : wanted)));

document.querySelectorAll('[name="whom"]').forEach((input) => input.addEventListener('change', () => {
  whom = input.value;
  byId('platform-faults').replaceChildren();
  quietly();
}));

function drawFaults(into, faults) {
  const rows = faults.map(([name, note, wanted], i) =>
    toggle(`${into}-${i}`, name, note, active.some((fault) => same(fault, wanted)), attempt(async (on) => {
      if (on) await call('POST', '/sandbox/faults', wanted);
      else for (const fault of active.filter((one) => same(one, wanted))) await call('DELETE', `/sandbox/faults/${fault.id}`);
    }), true));
  byId(into).append(...rows.filter(Boolean));
}

async function draw() {
  const [faults, settings, rules, sent] = await Promise.all([
    call('GET', '/sandbox/faults'), call('GET', '/sandbox/settings'), call('GET', '/sandbox/rules'), call('GET', '/sandbox/sent/count')]);
  active = faults.items;
  drawFaults('platform-faults', aimed(PLATFORM_FAULTS));
  drawFaults('mail-faults', MAIL_FAULTS);
  byId('settings').append(...SETTINGS.map(([name, title, note]) =>
    toggle(`set-${name}`, title, note, settings[name], attempt((on) => call('PATCH', '/sandbox/settings', { [name]: on })), false)).filter(Boolean));
  byId('settings').append(...LOSSES.map(([percent, title, note]) =>
    toggle(`lose-${percent}`, title, note, settings.dropPercent === percent, attempt((on) => call('PATCH', '/sandbox/settings', { dropPercent: on ? percent : 0 })), true)).filter(Boolean));
  const changeRule = (name) => attempt((value) => call('PATCH', '/sandbox/rules', { [name]: value }));
  byId('rules').append(...RULES.map(([name, title, note, most]) => (most
    ? amount(`rule-${name}`, title, note, rules[name], most, changeRule(name))
    : toggle(`rule-${name}`, title, note, rules[name], changeRule(name), false))).filter(Boolean));
  const shown = [...aimed(PLATFORM_FAULTS), ...MAIL_FAULTS].map(([, , wanted]) => wanted);
  const others = active.filter((fault) => !shown.some((wanted) => same(fault, wanted)));
  const aims = everyAim();
  byId('others-head').textContent = others.every((fault) => aims.some((wanted) => same(fault, wanted))) ? 'Also on' : 'Also on, some ordered by programs';
  byId('others').hidden = others.length === 0;
  byId('ordered').replaceChildren(...others.map((fault) => h('li', {},
    h('code', {}, [fault.platform ?? 'all platforms', fault.kind, fault.code, fault.subcode, fault.personId && `for ${fault.personId}`,
      fault.timesLeft && `${fault.timesLeft} more`, `${fault.hits} so far`].filter(Boolean).join(' · ')),
    h('button', { class: 'plain', type: 'button', onclick: attempt(() => call('DELETE', `/sandbox/faults/${fault.id}`)) }, 'Call off'))));
  byId('counts').textContent = `${sent.count} messages sent by the shop so far. Webhooks go to ${settings.webhookUrl}`;
}

byId('heal').addEventListener('click', attempt(async () => {
  await call('DELETE', '/sandbox/faults');
  await call('PATCH', '/sandbox/settings', { dropPercent: 0 });
}));
const quietly = () => draw().catch(() => (byId('counts').textContent = 'The sandbox cannot be reached.'));
quietly();
setInterval(quietly, 3000);
