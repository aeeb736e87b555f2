import type { LogEvent } from '@parley/protocol/events.ts'
import type { ServerFrame } from '@parley/protocol/frames.ts'
import type { Person } from '@parley/protocol/users.ts'

/** A frame with its text: encoded once, whoever receives it. */
export type Encoded = { readonly frame: ServerFrame; readonly text: string }

/** Encodes a frame. */
export function encode(frame: ServerFrame): Encoded {
  return { frame, text: JSON.stringify(frame) }
}

/** A frame of consecutive events, and the seq of the last of them. */
export type EncodedEvents = Encoded & { readonly last: number; readonly bytes: number }

/** Encodes the first of these events that fit into `maxBytes`, at least one, with the people whom they name. */
export function encodeEvents(
  log: string,
  events: readonly LogEvent[],
  people: readonly Person[],
  maxBytes = Number.POSITIVE_INFINITY,
): EncodedEvents {
  const parts: string[] = []
  let bytes = 0
  for (const event of events) {
    const part = JSON.stringify(event)
    bytes += Buffer.byteLength(part)
    if (bytes > maxBytes && parts.length > 0) break
    parts.push(part)
  }
  const sent = events.slice(0, parts.length)
  const named = sent.length === events.length ? [...people] : namedIn(parts, people)
  const text = `{"t":"events","log":${JSON.stringify(log)},"events":[${parts.join(',')}],"people":${JSON.stringify(named)}}`
  return { frame: { t: 'events', log, events: sent, people: named }, text, last: sent.at(-1)?.seq ?? 0, bytes }
}

/** Inside a text of JSON a quote is escaped, so an id between bare quotes is a value or a key. */
function namedIn(parts: readonly string[], people: readonly Person[]): Person[] {
  return people.filter((person) => parts.some((part) => part.includes(`"${person.id}"`)))
}
