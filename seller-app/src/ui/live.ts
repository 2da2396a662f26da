import { createContext, use } from 'react'
import type { LineState } from '@/api/sse'

export type Live = {
  line: LineState
  /// Orders that came in while this window was open and were not opened yet.
  fresh: ReadonlySet<string>
  /// How many of them came while another view was open.
  unseenOrders: number
  /// The list of orders is on the screen: call the result when it no longer is.
  watchOrders: () => () => void
  opened: (orderId: string) => void
}

/// What came in by the live line. Filled by the app; lists and badges read it.
export const LiveContext = createContext<Live>({
  line: 'connecting',
  fresh: new Set(),
  unseenOrders: 0,
  watchOrders: () => () => undefined,
  opened: () => undefined,
})

export const useLive = () => use(LiveContext)
