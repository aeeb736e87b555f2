import * as z from 'zod/mini'
import { LANGUAGES } from './languages.ts'
import { LIMITS } from './limits.ts'

/** An id: a UUID, version 7 where a client chose it, in lower case. */
export const Id = z.string().check(z.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/))

/** A place in a log, or a cursor: 0 is before the first event. */
export const Seq = z.int().check(z.gte(0))

/** A time in UTC, ISO 8601 with milliseconds. */
export const Instant = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/))

/** A text of at most `max` code points that JSON and both databases can hold: no U+0000, no lone surrogate. */
export function text(max: number, min = 0) {
  return z.string().check(
    z.refine((value) => value.isWellFormed() && !value.includes('\0'), 'This has characters that cannot be stored.'),
    z.refine((value) => atMost(value, max), `This is longer than ${max} characters.`),
    z.refine((value) => value.length >= min, min === 1 ? 'This is empty.' : `This is shorter than ${min} characters.`),
  )
}

function atMost(value: string, max: number): boolean {
  if (value.length <= max) return true
  if (value.length > max * 2) return false
  let count = 0
  for (const _ of value) count += 1
  return count <= max
}

/** A message's Markdown source: not only white space. */
export const Body = text(LIMITS.bodyLength).check(
  z.refine((value) => value.trim() !== '', 'A message cannot be empty.'),
)

/** A password as typed. Its bytes are limited, and it is never trimmed. */
export const Password = z
  .string()
  .check(
    z.refine((value) => value.isWellFormed() && !value.includes('\0'), 'This has characters that cannot be stored.'),
  )

/** A member's login name as typed; the server normalizes and checks it. */
export const UserName = text(LIMITS.userNameMax, LIMITS.userNameMin)

/** A name as shown to people, as typed; the server normalizes and checks it. */
export const DisplayName = text(LIMITS.displayNameLength, 1)

/** A public or private room's name as typed; the server normalizes and checks it. */
export const RoomName = text(LIMITS.roomNameLength, 1)

/** The name of a time zone in the IANA database. */
export const TimeZone = text(64, 1)

/** A language, or `auto`: each device has the one that its browser asks for. */
export const ChosenLanguage = z.enum(['auto', ...LANGUAGES])
