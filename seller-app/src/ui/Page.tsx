import { type ReactNode, useEffect, useRef } from 'react'
import classes from './Page.module.css'

/// A view: its name in the window's title and as the heading, which takes the focus when one arrives from another view.
export function Page({ title, heading, aside, children, wide }: { title: string; heading?: ReactNode; aside?: ReactNode; children: ReactNode; wide?: boolean }) {
  return (
    <div className={classes.page} data-wide={wide || undefined}>
      <header className={classes.head}>
        <Heading title={title}>{heading ?? title}</Heading>
        {aside}
      </header>
      {children}
    </div>
  )
}

let arrivedBefore = false

export function Heading({ title, children, className }: { title: string; children: ReactNode; className?: string }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useTitle(title)
  useEffect(() => {
    // not at the first load: there the first Tab belongs to the link that skips to the content
    if (arrivedBefore && (document.activeElement === document.body || document.activeElement === null)) heading.current?.focus({ preventScroll: true })
    arrivedBefore = true
  }, [])
  return (
    <h1 ref={heading} tabIndex={-1} className={className ?? classes.title}>
      {children}
    </h1>
  )
}

/// The window's title; a number of things that wait may stand before it (see the shell).
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Parley`
  }, [title])
}
