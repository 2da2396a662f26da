// Voice notes: a short sound made here (nobody's microphone is asked for), and the bubble that plays one.
import { h, icon } from './dom.js';

const RATE = 8_000;
const SECONDS = 3;
const BARS = 28;

/** A WAV of something like a murmuring voice: syllables of a changing pitch. */
export function murmur() {
  const count = RATE * SECONDS;
  const view = new DataView(new ArrayBuffer(44 + count * 2));
  const word = (at, letters) => [...letters].forEach((letter, i) => view.setUint8(at + i, letter.charCodeAt(0)));
  word(0, 'RIFF');
  view.setUint32(4, 36 + count * 2, true);
  word(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, RATE, true);
  view.setUint32(28, RATE * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  word(36, 'data');
  view.setUint32(40, count * 2, true);
  let phase = 0;
  for (let i = 0; i < count; i++) {
    const t = i / RATE;
    const syllable = Math.max(0, Math.sin(t * 2 * Math.PI * 2.3)) ** 0.6 * (t % 1.6 < 1.2 ? 1 : 0);
    phase += (2 * Math.PI * (150 + 40 * Math.sin(t * 3.1) + 25 * Math.sin(t * 7.7))) / RATE;
    const sound = Math.sin(phase) + 0.5 * Math.sin(2 * phase) + 0.3 * Math.sin(3 * phase);
    view.setInt16(44 + i * 2, sound * syllable * 7_000, true);
  }
  return new Blob([view.buffer], { type: 'audio/wav' });
}

let playing = null;

/** A play button, a wave and a length. */
export function voiceNote(url, id, own) {
  const length = h('span', { class: 'voice-time', text: '0:03' });
  const bars = h('span', { class: 'voice-wave', 'aria-hidden': 'true' }, Array.from({ length: BARS }, (_, i) => bar(id, i)));
  const button = h('button', { class: 'voice-play', type: 'button', 'aria-label': own ? 'Play your voice note' : 'Play the voice note', disabled: !url },
    icon('i-play'));
  button.addEventListener('click', () => toggle(url, button, bars, length));
  return h('div', { class: 'bubble voice' }, button, bars, length);
}

function bar(id, i) {
  const node = h('i');
  const seed = id.charCodeAt((i * 7 + 3) % id.length) * (i + 3);
  node.style.height = `${22 + (seed % 78)}%`;
  return node;
}

function toggle(url, button, bars, length) {
  if (playing?.button === button) return stop();
  stop();
  const audio = new Audio(url);
  playing = { audio, button, bars };
  button.replaceChildren(icon('i-pause'));
  audio.addEventListener('loadedmetadata', () => (length.textContent = clock(audio.duration)));
  audio.addEventListener('timeupdate', () => mark(bars, audio.currentTime / (audio.duration || 1)));
  audio.addEventListener('ended', stop);
  audio.play().catch(stop);
}

function stop() {
  if (!playing) return;
  playing.audio.pause();
  playing.button.replaceChildren(icon('i-play'));
  mark(playing.bars, 0);
  playing = null;
}

const mark = (bars, part) => [...bars.children].forEach((node, i) => node.classList.toggle('heard', i < part * BARS));
const clock = (seconds) => `0:${String(Math.max(1, Math.round(seconds))).padStart(2, '0')}`;
