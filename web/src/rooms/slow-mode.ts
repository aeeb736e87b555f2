import { roomSettingsTexts as texts } from '../texts/room-settings.ts'

/** How long slow mode lets people wait, in words. */
export function slowModeName(seconds: number): string {
  return texts.slowModes[seconds] ?? texts.seconds(seconds)
}

/** How long one still has to wait, as a clock shows it: "4:57", "5:59:03"; from a minute on, as seconds alone say little then. */
export function clockOf(seconds: number): string {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const shown = seconds < 3600 ? parts.slice(1) : parts
  return shown.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0'))).join(':')
}

/** Seconds until one may write again: never more than the room is slow, however the clocks differ. */
export function slowWaitS(slowModeS: number, saidAtMs: number, nowMs: number): number {
  const left = Math.ceil((saidAtMs + slowModeS * 1000 - nowMs) / 1000)
  return Math.max(0, Math.min(slowModeS, left))
}
