import type { TablerIcon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './Empty.module.css'

/// Nothing here yet, and what to do about it.
export function Empty({ icon: Picture, title, text, children }: { icon: TablerIcon; title: string; text: string; children?: ReactNode }) {
  return (
    <div className={classes.empty}>
      <span className={classes.picture}>
        <Picture size={30} stroke={1.6} aria-hidden="true" />
      </span>
      <h2 className={classes.title}>{title}</h2>
      <p className={classes.text}>{text}</p>
      {children}
    </div>
  )
}
