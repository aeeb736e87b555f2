import { useEffect, useRef, useState } from 'preact/hooks'

/** So many new messages are drawn at once: more would keep the page from answering for as long as one feels. */
const AT_ONCE = 5

/** While more is being said, what was put off waits; then it is drawn as fast as the page can. */
const BUSY_MS = 300
const CALM_MS = 16

type Keyed = { readonly key: string }
type Keys = { readonly has: (key: string) => boolean }

/**
 * Of what came below all that was drawn before, only the newest is drawn at once, and the rest a little later. Gives
 * the keys of what is put off, each with how many there are from it to the end of its stretch.
 */
export function usePutOff(items: readonly Keyed[], drawn: Keys, isAtPresent: boolean): ReadonlyMap<string, number> {
  const before = useRef<ReadonlyMap<string, number>>(new Map())
  const [, drawAgain] = useState({})
  const last = isAtPresent ? items.findLastIndex(({ key }) => drawn.has(key)) : -1
  const now = putOff(items, last, before.current)
  before.current = now
  const waitMs = last < items.length - 1 ? BUSY_MS : CALM_MS
  useEffect(() => {
    if (now.size === 0) return undefined
    const timer = setTimeout(() => drawAgain({}), waitMs)
    return () => clearTimeout(timer)
  })
  return now
}

/** Without anything that was drawn before (`last` is -1), nothing is put off. */
export function putOff(items: readonly Keyed[], last: number, before: Keys): ReadonlyMap<string, number> {
  const off = new Map<string, number>()
  if (last < 0) return off
  let left = AT_ONCE
  let stretch = 0
  for (let at = items.length - 1; at >= 0; at -= 1) {
    const { key = '' } = items[at] ?? {}
    const isNew = at > last || before.has(key)
    if (isNew) left -= 1
    stretch = isNew && left < 0 ? stretch + 1 : 0
    if (stretch > 0) off.set(key, stretch)
  }
  return off
}
