import { roomSettingsTexts as texts } from '../texts/room-settings.ts'

/** How long slow mode lets people wait, in words. */
export function slowModeName(seconds: number): string {
  return texts.slowModes[seconds] ?? texts.seconds(seconds)
}

/** Seconds until one may write again: never more than the room is slow, however the clocks differ. */
export function slowWaitS(slowModeS: number, saidAtMs: number, nowMs: number): number {
  const left = Math.ceil((saidAtMs + slowModeS * 1000 - nowMs) / 1000)
  return Math.max(0, Math.min(slowModeS, left))
}
