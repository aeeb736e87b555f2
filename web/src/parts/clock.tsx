import { createContext } from 'preact'
import { useContext } from 'preact/hooks'

/** Whose clock the page shows: the time zone of the reader, and what is now. */
export type Clock = { readonly zone: string; readonly now: number }

/** The clock of the page. */
export const ClockContext = createContext<Clock>({ zone: 'UTC', now: 0 })

/** The clock that times are shown by. */
export function useClock(): Clock {
  return useContext(ClockContext)
}
