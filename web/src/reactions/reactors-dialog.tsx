import type { Reaction } from '@parley/protocol/reactions.ts'
import type { Person } from '@parley/protocol/users.ts'
import type { Ref } from 'preact'
import { Avatar } from '../parts/avatar.tsx'
import { Icon } from '../parts/icon.tsx'
import { Time } from '../parts/time.tsx'
import { personName } from '../rooms/room-title.ts'
import { reactionTexts } from '../texts/reactions.ts'
import { reactorTexts as texts } from '../texts/reactors.ts'
import { shellTexts } from '../texts/shell.ts'

/** Somebody who reacts, and since when. */
export type Reactor = { readonly userId: string; readonly at: string; readonly seq: number }

type Props = {
  readonly reactions: readonly Reaction[]
  /** The emoji whose people are shown. */
  readonly emoji: string
  readonly reactors: readonly Reactor[]
  readonly people: Readonly<Record<string, Person>>
  readonly ownId: string
  /** Instead of people, or under those that are known. */
  readonly said: string | null
  /** Absent where everybody is shown. */
  readonly onMore?: (() => void) | undefined
  readonly onAgain?: (() => void) | undefined
  readonly onEmoji: (emoji: string) => void
  readonly onClose: () => void
  readonly dialogRef?: Ref<HTMLDialogElement> | undefined
}

/** Everybody who reacts to a message, by emoji, the first first. */
export function ReactorsDialog(props: Props) {
  const { reactions, emoji, reactors, said, onMore, onAgain, onClose } = props
  return (
    <dialog
      class="sheet-dialog reactors"
      aria-labelledby="reactors-title"
      ref={props.dialogRef ?? null}
      onClose={onClose}
    >
      <div class="dialog-head">
        <h2 id="reactors-title">{texts.title}</h2>
        <button class="tool" type="button" aria-label={shellTexts.close} onClick={onClose}>
          <Icon name="x" />
        </button>
      </div>
      {reactions.length > 0 && <Tabs {...props} />}
      <div
        class="reactors-panel"
        id="reactors-panel"
        tabIndex={0}
        {...(reactions.length > 0 ? { role: 'tabpanel', 'aria-labelledby': tabId(emoji) } : {})}
      >
        <ul>
          {reactors.map(({ userId, at }) => (
            <Line key={userId} person={props.people[userId]} isMe={userId === props.ownId} at={at} />
          ))}
        </ul>
        <p class="hint" role="status">
          {said}
        </p>
        {onMore && (
          <button class="button" type="button" onClick={onMore}>
            {texts.more}
          </button>
        )}
        {onAgain && (
          <button class="button" type="button" onClick={onAgain}>
            {texts.again}
          </button>
        )}
      </div>
    </dialog>
  )
}

/** One tab stop; the arrows go from one emoji to the other. */
function Tabs({ reactions, emoji, onEmoji }: Props) {
  const keyed = (event: KeyboardEvent) => {
    const all = reactions.map((reaction) => reaction.emoji)
    const next = all.at(stepTo(event.key, all.indexOf(emoji), all.length) ?? all.length)
    if (next === undefined) return
    event.preventDefault()
    onEmoji(next)
    document.getElementById(tabId(next))?.focus()
  }
  return (
    <div class="reactors-tabs" role="tablist" aria-label={reactionTexts.reactions}>
      {reactions.map((one) => (
        <button
          key={one.emoji}
          type="button"
          role="tab"
          id={tabId(one.emoji)}
          aria-label={texts.tab(one.emoji, one.count)}
          aria-selected={one.emoji === emoji}
          aria-controls="reactors-panel"
          tabIndex={one.emoji === emoji ? 0 : -1}
          autofocus={one.emoji === emoji}
          onKeyDown={keyed}
          onClick={() => onEmoji(one.emoji)}
        >
          <span class="emoji">{one.emoji}</span> {one.count}
        </button>
      ))}
    </div>
  )
}

/** Where a key leads among so many, round the ends; undefined: nowhere. */
function stepTo(key: string, at: number, count: number): number | undefined {
  const isMirrored = document.documentElement.dir === 'rtl'
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  if (key !== 'ArrowLeft' && key !== 'ArrowRight') return undefined
  const isBack = (key === 'ArrowLeft') !== isMirrored
  return (at + (isBack ? -1 : 1) + count) % count
}

/** An id has no spaces, and an emoji may be anything else. */
function tabId(emoji: string): string {
  return `reactors-${[...emoji].map((one) => one.codePointAt(0)?.toString(16)).join('-')}`
}

type LineProps = { readonly person: Person | undefined; readonly isMe: boolean; readonly at: string }

function Line({ person, isMe, at }: LineProps) {
  const name = personName(person)
  return (
    <li>
      <Avatar name={name} size="small" />
      <span class="who">
        <bdi>{name}</bdi> {isMe && <span class="hint">{reactionTexts.you}</span>}
      </span>
      <Time at={at} as="moment" />
    </li>
  )
}
