import { LIMITS } from '@parley/protocol/limits.ts'
import type { Reaction } from '@parley/protocol/reactions.ts'

/** Reads what a message's row says of its reactions; a line an emoji: `emoji count id id …`. */
export function readSummary(stored: string): Reaction[] {
  return stored.split('\n').map((line) => {
    const [emoji = '', count, ...userIds] = line.split(' ')
    return { emoji, count: Number(count), userIds }
  })
}

/** Puts it into one text again; null where there is nothing. */
export function writeSummary(reactions: readonly Reaction[]): string | null {
  if (reactions.length === 0) return null
  return reactions.map(({ emoji, count, userIds }) => [emoji, count, ...userIds].join(' ')).join('\n')
}

/** With one more person who reacts with an emoji; null where there are too many different ones. */
export function withReaction(reactions: readonly Reaction[], emoji: string, userId: string): Reaction[] | null {
  const at = reactions.findIndex((reaction) => reaction.emoji === emoji)
  const known = reactions[at]
  if (!known)
    return reactions.length < LIMITS.emojiPerMessage ? [...reactions, { emoji, count: 1, userIds: [userId] }] : null
  const userIds = [...known.userIds, userId].slice(0, LIMITS.namedReactions)
  return reactions.with(at, { emoji, count: known.count + 1, userIds })
}

/** With one person less; `first` are those who reacted with it first and still do. */
export function withoutReaction(reactions: readonly Reaction[], emoji: string, first: readonly string[]): Reaction[] {
  return reactions.flatMap((reaction) => {
    if (reaction.emoji !== emoji) return [reaction]
    return reaction.count > 1 ? [{ emoji, count: reaction.count - 1, userIds: [...first] }] : []
  })
}
