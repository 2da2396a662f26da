// Who is writing. Kept in this browser only; the platform knows each of them by another id, as in life.

const KEY = 'parley.shoppers.v1';
const NAMES = [
  'Maya Okafor', 'Noah Weber', 'Aisha Haddad', 'Luca Rossi', 'Thandi Dlamini', 'Kenji Tanaka', 'Sofia Costa',
  'Kwame Mensah', 'Linh Nguyen', 'Elif Kaya', 'Mateo Silva', 'Ingrid Larsen', 'Priya Shah', 'Samuel Adeyemi',
  'Chloe Moreau', 'Yusuf Demir', 'Amara Diallo', 'Hugo Novak', 'Leila Karimi', 'Oskar Lind',
];
const SHOPPERS_MAX = 30;

let state = load();
save();

function load() {
  try {
    const stored = JSON.parse(localStorage.getItem(KEY));
    if (stored && Array.isArray(stored.shoppers) && stored.shoppers.every((s) => s.name && s.ids)) {
      stored.shoppers.forEach((s) => (s.ids = { ...idsFor(), ...s.ids }));
      if (stored.shoppers.length > 0) return stored;
    }
  } catch {
    // storage is off or holds something else: start afresh
  }
  const first = make([]);
  return { shoppers: [first], current: first.key, platform: 'INSTAGRAM' };
}

function save() {
  try {
    localStorage.setItem(KEY, JSON.stringify(state));
  } catch {
    // a private window without storage: the shoppers last as long as the page
  }
}

function make(existing) {
  const taken = new Set(existing.map((s) => s.name));
  const free = NAMES.filter((name) => !taken.has(name));
  const name = free.length > 0 ? free[random(free.length)] : `Shopper ${existing.length + 1}`;
  return { key: crypto.randomUUID?.() ?? digits(12), name, ids: idsFor() };
}

/** WhatsApp, SMS and the phone know a person by their number, and it is the same one. */
function idsFor() {
  const number = `1202555${String(random(10_000)).padStart(4, '0')}`;
  return { INSTAGRAM: digits(16), MESSENGER: digits(17), WHATSAPP: number, SMS: `+${number}`, VOICE: `+${number}` };
}

function random(below) {
  return crypto.getRandomValues(new Uint32Array(1))[0] % below;
}

function digits(count) {
  let text = String(1 + random(9));
  while (text.length < count) text += String(random(10));
  return text;
}

export const shoppers = {
  all: () => state.shoppers,
  current: () => state.shoppers.find((s) => s.key === state.current) ?? state.shoppers[0],
  platform: () => state.platform,
  choose(key) {
    state.current = key;
    save();
  },
  choosePlatform(platform) {
    state.platform = platform;
    save();
  },
  add() {
    const added = make(state.shoppers);
    state.shoppers = [added, ...state.shoppers].slice(0, SHOPPERS_MAX);
    state.current = added.key;
    save();
    return added;
  },
  /** What the list shows under the name. */
  remember(key, platform, text) {
    const shopper = state.shoppers.find((s) => s.key === key);
    if (!shopper) return;
    shopper.last = { platform, text: text.slice(0, 80) };
    save();
  },
};

/** The same person always has the same colour. */
export function hue(shopper) {
  return [...shopper.name].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 360, 7);
}

export function initials(shopper) {
  return shopper.name.split(' ').slice(0, 2).map((word) => word[0]).join('');
}
