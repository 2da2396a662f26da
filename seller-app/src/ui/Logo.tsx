import classes from './Logo.module.css'

/// A P that is a speech bubble, and in its bowl the other one's answer.
export function LogoMark({ size = 32, onDark = false }: { size?: number; onDark?: boolean }) {
  return (
    <svg viewBox="0 0 24 26" width={(size * 24) / 26} height={size} aria-hidden="true" className={classes.mark} data-on-dark={onDark || undefined}>
      <path d="M2 25V11.5A10 10 0 1 1 12 21.5H8.2z" className={classes.bubble} />
      <path d="M7.6 11.7a4.6 4.6 0 1 1 4.6 4.6H7.6z" className={classes.answer} />
    </svg>
  )
}

export function Logo({ size = 26, onDark = false }: { size?: number; onDark?: boolean }) {
  return (
    <span className={classes.logo} data-on-dark={onDark || undefined}>
      <LogoMark size={size} onDark={onDark} />
      <span className={classes.word} style={{ fontSize: size * 0.92 }}>
        parley
      </span>
    </span>
  )
}
