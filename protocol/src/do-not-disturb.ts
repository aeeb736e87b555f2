import type { Me } from './accounts.ts'

/**
 * Whether somebody does not want to be disturbed now. While it is so, nothing may sound, blink, count in a title or come up
 * over a page or a screen by itself, on any of his devices; what is shown where he looks by himself stays. It ends by its
 * time, whether the server has said so yet or not. Whatever notifies asks this at the moment at which it would.
 */
export function isUndisturbed(me: Pick<Me, 'availability' | 'availabilityUntil'>, now: number): boolean {
  if (me.availability !== 'dnd') return false
  return me.availabilityUntil === null || Date.parse(me.availabilityUntil) > now
}
