// A phone call: what is typed is said, what the shop says is a bubble, and heard where the browser can speak.
import { byId, call as ask } from './dom.js';

const bar = byId('call-bar');
const button = byId('call-button');
const sound = byId('call-sound');
const state = byId('call-state');

let shopper = null;
let calling = false;
let ringing = false;
let current = null;
let aloud = true;
let complain = () => {};
let timer = 0;

/** complain(words) tells what did not work. */
export function onCall(complaining) {
  complain = complaining;
}

export function callAs(platform, who) {
  calling = platform === 'VOICE';
  shopper = who;
  bar.hidden = !calling;
  hush();
  showCall(null);
}

/** The call as the sandbox knows it: {id, state, since}; null when there has been none. */
export function showCall(given) {
  current = given;
  if (!isOn()) hush();
  draw();
}

export async function say(text) {
  if (!text) return false;
  hush();
  try {
    if (!isOn()) await ring();
    if (!isOn()) return false;
    await ask('POST', `/phone/api/calls/${current.id}/speech`, { text });
    return true;
  } catch (refused) {
    complain(refused instanceof TypeError ? 'The sandbox cannot be reached.' : refused.message);
    return false;
  }
}

export function speakAloud(text) {
  if (!calling || !aloud || !text || !isOn() || !('speechSynthesis' in window)) return;
  speechSynthesis.speak(new SpeechSynthesisUtterance(text));
}

/** Whoever closes the page hangs up. */
export function hangUpNow() {
  if (calling && isOn()) fetch(`/phone/api/calls/${current.id}`, { method: 'DELETE', keepalive: true }).catch(() => {});
}

const isOn = () => current !== null && (current.state === 'calling' || current.state === 'talking');

async function ring() {
  ringing = true;
  draw();
  try {
    const made = await ask('POST', '/phone/api/calls', { personId: shopper.ids.VOICE, name: shopper.name });
    if (!made.over && current?.id !== made.callId) showCall({ id: made.callId, state: 'talking', since: new Date().toISOString() });
  } finally {
    ringing = false;
    draw();
  }
}

button.addEventListener('click', async () => {
  try {
    if (isOn()) await ask('DELETE', `/phone/api/calls/${current.id}`);
    else await ring();
  } catch (refused) {
    complain(refused instanceof TypeError ? 'The sandbox cannot be reached.' : refused.message);
  }
});

sound.addEventListener('click', () => {
  aloud = !aloud;
  sound.setAttribute('aria-pressed', String(aloud));
  if (!aloud) hush();
});

function hush() {
  if ('speechSynthesis' in window) speechSynthesis.cancel();
}

function draw() {
  clearInterval(timer);
  const on = isOn();
  document.body.classList.toggle('on-the-phone', calling && on);
  button.disabled = ringing && !on;
  button.classList.toggle('hang-up', on);
  button.querySelector('span').textContent = on ? 'Hang up' : 'Call the shop';
  if (on && current.state === 'talking') {
    lasts();
    timer = setInterval(lasts, 1000);
  } else {
    state.textContent =
      ringing || current?.state === 'calling' ? 'Calling…'
      : current?.state === 'passed_on' ? 'Passed on to a person'
      : current?.state === 'over' ? 'Call ended'
      : 'Speak with the shop: what you type is said.';
  }
}

function lasts() {
  const seconds = Math.max(0, Math.floor((Date.now() - new Date(current.since)) / 1000));
  state.textContent = `On the phone, ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
