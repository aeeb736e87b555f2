import type { CommandName } from '@parley/protocol/commands.ts'
import type { Actor } from '../actor.ts'
import type { Origin } from '../commands.ts'
import { groupOfAddress } from './addresses.ts'
import { RateLimit } from './rate-limits.ts'

export type WriteLimitOptions = {
  messagesPerS: number
  messagesBurst: number
  guestMessagesPerS: number
  guestMessagesBurst: number
  now: () => number
}

/** Other commands of one person, a second and at once: more than hands can do, less than a loop does. */
const COMMANDS_PER_S = 10
const COMMANDS_BURST = 50

/** Makes the limit of how often somebody may write; it answers 0, or the seconds to wait. */
export function writeLimits(options: WriteLimitOptions) {
  const { now } = options
  const members = new RateLimit({ perS: options.messagesPerS, burst: options.messagesBurst, now })
  const guests = new RateLimit({ perS: options.guestMessagesPerS, burst: options.guestMessagesBurst, now })
  const others = new RateLimit({ perS: COMMANDS_PER_S, burst: COMMANDS_BURST, now })
  return (command: CommandName, actor: Actor, origin: Origin): number => {
    if (!command.startsWith('message.')) return others.take(actor.id ?? groupOfAddress(origin.address))
    const limit = actor.role === 'guest' ? guests : members
    return limit.take(actor.id ?? groupOfAddress(origin.address))
  }
}
