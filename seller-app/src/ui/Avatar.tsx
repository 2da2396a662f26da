import {
  IconBrandInstagram,
  IconBrandMessenger,
  IconBrandTelegram,
  IconBrandWhatsapp,
  IconMessage,
  IconPhone,
  IconWorld,
  type TablerIcon,
} from '@tabler/icons-react'
import type { Platform } from '@/api'
import classes from './Avatar.module.css'

export const PLATFORM_ICON: Record<Platform, TablerIcon> = {
  INSTAGRAM: IconBrandInstagram,
  MESSENGER: IconBrandMessenger,
  WHATSAPP: IconBrandWhatsapp,
  SMS: IconMessage,
  VOICE: IconPhone,
  TELEGRAM: IconBrandTelegram,
  WEB: IconWorld,
}

export const PLATFORM_NAME: Record<Platform, string> = {
  INSTAGRAM: 'Instagram',
  MESSENGER: 'Messenger',
  WHATSAPP: 'WhatsApp',
  SMS: 'SMS',
  VOICE: 'Voice',
  TELEGRAM: 'Telegram',
  WEB: 'Web',
}

/// A shopper at a glance: initials, and where they write from. Decorative; the name stands beside it.
export function Avatar({ name, platform, size = 44 }: { name: string | null | undefined; platform?: Platform | null; size?: number }) {
  const Glyph = platform == null ? undefined : PLATFORM_ICON[platform]
  return (
    <span className={classes.avatar} data-hue={hue(name ?? '')} style={{ width: size, height: size, fontSize: size * 0.36 }} data-initials={initials(name)} aria-hidden="true">
      {Glyph && (
        <span className={classes.badge}>
          <Glyph size={14} stroke={2} />
        </span>
      )}
    </span>
  )
}

function initials(name: string | null | undefined): string {
  const words = (name ?? '').replace(/^@/, '').split(/[\s._-]+/).filter(Boolean)
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]]
  return letters.map((word) => (word === undefined ? '' : [...word][0])).join('').toLocaleUpperCase() || '·'
}

function hue(name: string): number {
  let sum = 0
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973
  return sum % 5
}
