import * as z from 'zod/mini'
import { Emoji } from './reactions.ts'

/** Somebody's presence. `dnd`: he is here and does not want to be disturbed. */
export const Presence = z.enum(['online', 'away', 'dnd', 'offline'])
export type Presence = z.infer<typeof Presence>

/** What somebody is by choice while he is here; `auto`: what his devices say. */
export const Availability = z.enum(['auto', 'away', 'dnd'])
export type Availability = z.infer<typeof Availability>

/** How long something stays; `today` and `week` end at midnight where the person lives, the week on Sunday. */
export const Lasting = z.enum(['30min', '1h', '4h', 'today', 'week', 'always'])
export type Lasting = z.infer<typeof Lasting>

/** One emoji, or nothing. */
export const StatusEmoji = z.union([z.literal(''), Emoji])
