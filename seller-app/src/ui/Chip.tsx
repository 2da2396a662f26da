import type { ReactNode } from 'react'
import classes from './Chip.module.css'

export type Tone = 'quiet' | 'brand' | 'ask' | 'person' | 'good' | 'bad'

/// A fact in a word or two. Its colour repeats what the word says and never says more.
export function Chip({ tone, icon, children }: { tone: Tone; icon?: ReactNode; children: ReactNode }) {
  return (
    <span className={classes.chip} data-tone={tone}>
      {icon}
      {children}
    </span>
  )
}
