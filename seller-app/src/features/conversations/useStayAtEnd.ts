import { useCallback, useLayoutEffect, useRef, useState } from 'react'

const NEAR_PX = 80

/// Keeps a growing list scrolled to its end, unless its reader went up to read; then it says that there is more below.
export function useStayAtEnd(length: number) {
  const box = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const shown = useRef(0)
  const [behind, setBehind] = useState(false)

  const toEnd = useCallback(() => {
    box.current?.scrollTo({ top: box.current.scrollHeight })
    atEnd.current = true
    setBehind(false)
  }, [])

  useLayoutEffect(() => {
    const grew = length > shown.current
    shown.current = length
    if (atEnd.current) toEnd()
    else if (grew) setBehind(true)
  }, [length, toEnd])

  const onScroll = () => {
    const { scrollTop, scrollHeight, clientHeight } = box.current ?? { scrollTop: 0, scrollHeight: 0, clientHeight: 0 }
    atEnd.current = scrollHeight - scrollTop - clientHeight < NEAR_PX
    if (atEnd.current) setBehind(false)
  }
  return { box, onScroll, behind, toEnd }
}
