import type { RoomEvent } from '@parley/protocol/events.ts'
import type { Message } from '@parley/protocol/messages.ts'
import { mergeMessage } from './window.ts'

/** The pinned messages of a room after an event, the last pinned first. Safe to repeat: older versions change nothing. */
export function applyToPins(pins: readonly Message[], event: RoomEvent): readonly Message[] {
  if (!('message' in event)) return pins
  const { message } = event
  const known = pins.find(({ id }) => id === message.id)
  // Any event of a message tells its present state: what was pinned and unpinned since is not to be added.
  if (!known) return event.type === 'message.pinned' && message.pin ? [message, ...pins] : pins
  const merged = mergeMessage(known, message)
  if (merged === known) return pins
  if (!merged.pin) return pins.filter((one) => one !== known)
  const isAgain = merged.pin.at !== known.pin?.at
  return isAgain ? [merged, ...pins.filter((one) => one !== known)] : pins.with(pins.indexOf(known), merged)
}
