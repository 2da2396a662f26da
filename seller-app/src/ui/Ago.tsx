import { useFormat, useNow } from './format'

/// "5 min. ago", with the exact time for whoever asks.
export function Ago({ at }: { at: string }) {
  const format = useFormat()
  const now = useNow()
  return (
    <time dateTime={at} title={format.dateTime(at)}>
      {format.ago(at, now)}
    </time>
  )
}
