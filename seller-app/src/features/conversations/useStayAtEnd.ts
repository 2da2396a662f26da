import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'

const NEAR_PX = 80

/// Keeps a growing list scrolled to its end, unless its reader went up to read; then it says that there is more below.
export function useStayAtEnd(length: number) {
  const box = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const following = useRef(true)
  const lastTop = useRef(0)
  const shown = useRef(0)
  const [behind, setBehind] = useState(false)

  const toEnd = useCallback(() => {
    box.current?.scrollTo({ top: box.current.scrollHeight })
    following.current = true
    setBehind(false)
  }, [])

  useLayoutEffect(() => {
    const grew = length > shown.current
    shown.current = length
    if (following.current) toEnd()
    else if (grew) setBehind(true)
  }, [length, toEnd])

  // the box shrinks when a keyboard comes up, and words grow when their font arrives: the end stays in sight
  useEffect(() => {
    const size = new ResizeObserver(() => {
      if (following.current) toEnd()
    })
    for (const part of [box.current, content.current]) if (part !== null) size.observe(part)
    return () => size.disconnect()
  }, [toEnd])

  const onScroll = () => {
    if (box.current === null) return
    const { scrollTop, scrollHeight, clientHeight } = box.current
    if (scrollHeight - scrollTop - clientHeight < NEAR_PX) {
      following.current = true
      setBehind(false)
    } else if (scrollTop < lastTop.current) following.current = false // only going up stops the following
    lastTop.current = scrollTop
  }
  return { box, content, onScroll, behind, toEnd }
}
