import type { RoomEvent } from '@parley/protocol/events.ts'
import type { Message } from '@parley/protocol/messages.ts'
import type { QueryOutput } from '@parley/protocol/queries.ts'
import { mergeMessage } from './window.ts'

/** The pinned messages of a room as far as they were read, the last pinned first, and where the next page begins. */
export type Pins = {
  readonly messages: readonly Message[]
  /** Null: there are no more. */
  readonly next: number | null
}

/** The first page as it was read. */
export function pinsFrom({ messages, next }: Pick<QueryOutput<'pin.list'>, 'messages' | 'next'>): Pins {
  return { messages, next }
}

/** With the page that was asked for by `before`: each message once, and nothing where another page came meanwhile. */
export function withOlderPins(pins: Pins | null, before: number, page: Pins): Pins | null {
  if (pins?.next !== before) return pins
  const known = new Set(pins.messages.map(({ id }) => id))
  return { messages: [...pins.messages, ...page.messages.filter(({ id }) => !known.has(id))], next: page.next }
}

/** The pinned messages of a room after an event. Safe to repeat: older versions change nothing. */
export function applyToPins(pins: Pins, event: RoomEvent): Pins {
  const messages = applied(pins.messages, event)
  return messages === pins.messages ? pins : { ...pins, messages }
}

function applied(pins: readonly Message[], event: RoomEvent): readonly Message[] {
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
