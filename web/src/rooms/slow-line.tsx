import { useEffect, useRef, useState } from 'preact/hooks'
import { roomSettingsTexts as texts } from '../texts/room-settings.ts'
import { clockOf, slowModeName, slowWaitS } from './slow-mode.ts'

type Props = {
  readonly slowModeS: number
  /** When one said something here last, by the server's clock. */
  readonly lastPostedAt: string | null
}

const SECOND_MS = 1_000
const MINUTE_S = 60

/** Under the composer of a slow room: how long one has to wait, second by second, or how slow the room is. */
export function SlowLine({ slowModeS, lastPostedAt }: Props) {
  const [waitS, setWaitS] = useState(0)
  const seen = useRef<{ at: string | null; ms: number } | null>(null)
  useEffect(() => {
    // What was said while one looks is counted from now: this device's clock may be wrong.
    const ms = seen.current === null ? Date.parse(lastPostedAt ?? '') : Date.now()
    seen.current = { at: lastPostedAt, ms: Number.isNaN(ms) ? 0 : ms }
    const tick = () => {
      const left = slowWaitS(slowModeS, seen.current?.ms ?? 0, Date.now())
      setWaitS(left)
      if (left === 0) clearInterval(timer)
    }
    const timer = setInterval(tick, SECOND_MS)
    tick()
    return () => clearInterval(timer)
  }, [slowModeS, lastPostedAt])
  if (waitS === 0) return <span>{texts.isSlow(slowModeName(slowModeS))}</span>
  return <span class="digits">{waitS < MINUTE_S ? texts.waits(waitS) : texts.waitsLong(clockOf(waitS))}</span>
}
