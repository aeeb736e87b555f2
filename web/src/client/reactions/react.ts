import type { Message } from '@parley/protocol/messages.ts'
import { LIMITS } from '@parley/protocol/limits.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import { clientTexts } from '../../texts/client.ts'
import { reactionTexts as texts } from '../../texts/reactions.ts'
import type { App } from '../app/app.ts'
import { notify } from '../app/notify.ts'

/** Reacts, or takes it back: shown at once, and undone where the server refuses. */
export async function toggleReaction(app: App, message: Message, emoji: string): Promise<void> {
  const ownId = app.user?.me.id ?? ''
  const isOn = !message.mine?.includes(emoji)
  const show = (is: boolean) => app.client.showMessage(message, (known) => withOwn(known, emoji, ownId, is))
  show(isOn)
  try {
    await app.client.command(isOn ? 'reaction.add' : 'reaction.remove', { messageId: message.id, emoji })
    app.patch({ announcement: isOn ? texts.added(emoji) : texts.removed(emoji) })
  } catch (error) {
    show(!isOn)
    notify(app, error instanceof ParleyError ? whyNot(error) : clientTexts.unreachable)
  }
}

/** Of a message that one sees, that there is none says nothing: one has just left its room, or it is gone with it. */
function whyNot({ code, message }: ParleyError): string {
  return code === 'message_not_found' || code === 'room_not_found' ? texts.lost : message
}

/** A message as it looks when one reacts with an emoji, or does not. Safe to repeat. */
export function withOwn(message: Message, emoji: string, ownId: string, isOn: boolean): Message {
  const { reactions = [], mine = [], ...rest } = message
  if (mine.includes(emoji) === isOn || message.deletedAt !== null) return message
  const at = reactions.findIndex((reaction) => reaction.emoji === emoji)
  const known = reactions[at] ?? { emoji, count: 0, userIds: [] }
  const others = known.userIds.filter((id) => id !== ownId)
  const userIds = isOn ? [...others, ownId].slice(0, LIMITS.namedReactions) : others
  const next = { emoji, count: known.count + (isOn ? 1 : -1), userIds }
  const all = at === -1 ? [...reactions, next] : reactions.with(at, next)
  const left = all.filter(({ count }) => count > 0)
  const own = isOn ? [...mine, emoji] : mine.filter((one) => one !== emoji)
  return {
    ...rest,
    ...(left.length > 0 ? { reactions: left } : {}),
    ...(own.length > 0 ? { mine: own } : {}),
  }
}
