// What the platforms have, and what they call it.

const EMOJI = { '❤️': 'love', '😂': 'smile', '😮': 'wow', '😢': 'sad', '😡': 'angry', '👍': 'like' };

export const platforms = {
  INSTAGRAM: {
    name: 'Instagram', placeholder: 'Message…', heart: true, reactions: EMOJI, replies: true, edits: true, takesBack: 'Unsend',
    voice: true, story: true, comments: true, ads: true, seen: true,
    link: { words: 'ig.me/m/…?ref=GLOW-SERUM-30', ref: 'GLOW-SERUM-30' },
    handle: (account) => (account?.username ? `@${account.username}` : 'Instagram'),
  },
  MESSENGER: {
    name: 'Messenger', placeholder: 'Aa', heart: true, reactions: EMOJI, replies: true, edits: true,
    voice: true, comments: true, ads: true, seen: true,
    link: { words: 'm.me/…?ref=GLOW-SERUM-30', ref: 'GLOW-SERUM-30' },
    handle: () => 'Usually answers at once',
  },
  WHATSAPP: {
    name: 'WhatsApp', placeholder: 'Message', reactions: EMOJI, replies: true, edits: true, takesBack: 'Delete for everyone',
    voice: true, location: true, ads: true, seen: true, ticks: true,
    link: { words: 'wa.me/…?text=', text: 'Hi! I saw the Glow Serum on your website.' },
    handle: () => 'Business account',
  },
  SMS: {
    name: 'SMS', placeholder: 'Text Message', reactions: null, handle: (account) => account?.id ?? 'Text message',
  },
  VOICE: {
    name: 'Phone call', placeholder: 'Say something…', reactions: null, call: true, handle: (account) => account?.id ?? 'Phone',
  },
};
