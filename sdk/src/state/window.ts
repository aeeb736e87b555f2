import type { RoomEvent } from '@parley/protocol/events.ts'
import { isInTimeline, quoteOf } from '@parley/protocol/answers.ts'
import type { Message, Quote, Thread } from '@parley/protocol/messages.ts'

/** Messages kept of one room in memory. */
export const WINDOW_MAX = 200

/** The same while one follows the present: what is further up is read again by whoever goes there. */
export const FOLLOWED_MAX = 100

/** A stretch of the log that was skipped: nothing is known of what stands after `after` and before `before`. */
export type Hole = { readonly after: number; readonly before: number }

/** An unbroken stretch of a room's messages, in the order of the log. */
export type Window = {
  readonly messages: readonly Message[]
  readonly hasOlder: boolean
  /** True: the window does not reach the present, so what is said now is not put into it. */
  readonly hasNewer: boolean
  /** What was skipped before the first message after a long absence; paging back fills it. */
  readonly hole: Hole | null
  /** Which end stays when the window grows too long; `oldest` while somebody reads further up. */
  readonly keep: 'newest' | 'oldest'
}

/** A page of `room.history`. */
export type Page = Pick<Window, 'messages' | 'hasOlder' | 'hasNewer'>

/** A window that shows this page. `seenUpTo`: the last seq known before a jump; what lies between is a hole. */
export function replaceWindow(page: Page, seenUpTo?: number): Window {
  const first = page.messages[0]
  const isJump = seenUpTo !== undefined && first !== undefined && page.hasOlder && first.seq > seenUpTo + 1
  const hole = isJump ? { after: seenUpTo, before: first.seq } : null
  const { messages, hasOlder, hasNewer } = page
  return { messages, hasOlder, hasNewer, hole, keep: 'newest' }
}

/** Puts an older page above. The page must end right before the window's first message. */
export function prependPage(window: Window, page: Page, max = WINDOW_MAX): Window {
  const firstSeq = window.messages[0]?.seq ?? Infinity
  const messages = [...page.messages.filter((message) => message.seq < firstSeq), ...window.messages]
  const grown = { ...window, messages, hasOlder: page.hasOlder, hole: shrinkHole(window.hole, page) }
  return trim({ ...grown, keep: 'oldest' }, max)
}

/** Puts a newer page below. The page must begin right after the window's last message. */
export function appendPage(window: Window, page: Page, max = WINDOW_MAX): Window {
  const lastSeq = window.messages.at(-1)?.seq ?? 0
  const messages = [...window.messages, ...page.messages.filter((message) => message.seq > lastSeq)]
  return trim({ ...window, messages, hasNewer: page.hasNewer, keep: 'newest' }, max)
}

/** Drops messages at the end that is not kept until at most `max` are left. */
export function trim(window: Window, max: number): Window {
  const { messages } = window
  if (messages.length <= max) return window
  if (window.keep === 'oldest') return { ...window, messages: messages.slice(0, max), hasNewer: true }
  return { ...window, messages: messages.slice(-max), hasOlder: true, hole: null }
}

/**
 * Shows a message's new state wherever it is to be seen, or adds a message that was just posted, if it `belongs` to the
 * window. Safe to repeat: older versions change nothing.
 */
export function applyToWindow(
  window: Window,
  event: RoomEvent,
  belongs: (message: Message) => boolean = isInTimeline,
): Window {
  if (!('message' in event)) return window
  const { message } = event
  const around = withNews(window, event)
  const index = findIndex(window.messages, message.seq)
  const known = around.messages[index]
  if (known?.id === message.id) {
    const merged = mergeMessage(known, message)
    return merged === known ? around : { ...around, messages: around.messages.with(index, merged) }
  }
  const isNext = event.type === 'message.posted' && index === window.messages.length && !window.hasNewer
  if (!isNext || !belongs(message)) return around
  const max = window.keep === 'newest' ? FOLLOWED_MAX : WINDOW_MAX
  return trim({ ...around, messages: [...around.messages, message] }, max)
}

/** A message as it is told, with what is newer of what was known: its quote and its thread have versions of their own. */
export function mergeMessage(known: Message, told: Message): Message {
  const thread = newer(known.thread, told.thread)
  const replyTo = newer(known.replyTo, told.replyTo)
  const newest = told.version > known.version ? told : known
  const mine = newest.reactions && (told.version < known.version ? known.mine : (told.mine ?? known.mine))
  if (newest.thread === thread && newest.replyTo === replyTo && newest.mine === mine) return newest
  const { mine: _, ...rest } = newest
  return { ...rest, thread, replyTo, ...(mine?.length ? { mine } : {}) }
}

/** The same event goes to everybody: on the devices of who reacted it tells which reactions are one's own. */
export function asToldTo(event: RoomEvent, ownId: string): RoomEvent {
  if (!('own' in event) || event.actorId !== ownId) return event
  return { ...event, message: { ...event.message, mine: event.own } }
}

function newer<T extends Quote | Thread>(known: T | null, told: T | null): T | null {
  return (told?.version ?? 0) > (known?.version ?? 0) ? told : known
}

/** What an event says of other messages than its own: of those that quote it, and of the root of its thread. */
function withNews(window: Window, event: MessageEvent): Window {
  const { message, thread } = event
  const quote = event.type === 'message.posted' ? null : quoteOf(message)
  if (quote === null && thread === null) return window
  let isSame = true
  const messages = window.messages.map((one) => {
    const replyTo = quote !== null && one.replyTo?.id === quote.id ? newer(one.replyTo, quote) : one.replyTo
    const told = thread !== null && one.id === thread.rootId ? newer(one.thread, thread) : one.thread
    if (replyTo === one.replyTo && told === one.thread) return one
    isSame = false
    return { ...one, replyTo, thread: told }
  })
  return isSame ? window : { ...window, messages }
}

type MessageEvent = Extract<RoomEvent, { message: Message }>

/** The place of the first message whose seq is not less than this one. */
export function findIndex(messages: readonly Message[], seq: number): number {
  let low = 0
  let high = messages.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((messages[middle]?.seq ?? Infinity) < seq) low = middle + 1
    else high = middle
  }
  return low
}

function shrinkHole(hole: Hole | null, page: Page): Hole | null {
  const first = page.messages[0]
  if (!hole || !first || !page.hasOlder || first.seq <= hole.after + 1) return null
  return { ...hole, before: first.seq }
}
