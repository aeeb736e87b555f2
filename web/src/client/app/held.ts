import { useRef } from 'preact/hooks'

/** What is shown: a value once it can be shown as it is meant, and until then the one before it. */
export function useHeld<T>(value: T, isReady: boolean, before: T): T {
  const held = useRef(before)
  if (isReady) held.current = value
  return held.current
}
