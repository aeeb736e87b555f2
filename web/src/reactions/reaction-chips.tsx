import type { Message } from '@parley/protocol/messages.ts'
import type { Reaction } from '@parley/protocol/reactions.ts'
import type { Person } from '@parley/protocol/users.ts'
import { personName } from '../rooms/room-title.ts'
import { reactionTexts as texts } from '../texts/reactions.ts'

type Props = {
  readonly message: Message
  readonly people: Readonly<Record<string, Person>>
  readonly ownId: string
  /** Absent until scripts run. */
  readonly onReact?: ((message: Message, emoji: string) => void) | undefined
}

/** What people react with under a message: a press joins them, another one leaves. */
export function ReactionChips({ message, people, ownId, onReact }: Props) {
  const { reactions, mine = [] } = message
  if (reactions === undefined) return null
  return (
    <div class="reactions" role="group" aria-label={texts.reactions}>
      {reactions.map((reaction) => {
        const { emoji, count } = reaction
        const isMine = mine.includes(emoji)
        const who = whoReacts(reaction, isMine, people, ownId)
        return (
          <button
            key={emoji}
            class="reaction"
            type="button"
            aria-pressed={isMine}
            aria-label={texts.reaction(emoji, count, who)}
            data-who={who}
            onClick={() => onReact?.(message, emoji)}
          >
            <span class="emoji">{emoji}</span> {count}
          </button>
        )
      })}
    </div>
  )
}

function whoReacts({ userIds, count }: Reaction, isMine: boolean, people: Props['people'], ownId: string): string {
  const others = userIds.filter((id) => id !== ownId).map((id) => personName(people[id]))
  const names = isMine ? [texts.you, ...others] : others
  return texts.who(names, count - names.length)
}
