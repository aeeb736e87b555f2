import type { Message } from '@parley/protocol/messages.ts'
import type { Person } from '@parley/protocol/users.ts'
import { Component, type ComponentChildren, type Ref } from 'preact'
import { useMemo, useRef } from 'preact/hooks'
import type { Block } from '../markdown/blocks.ts'
import { Filled } from '../parts/filled.tsx'
import { Icon } from '../parts/icon.tsx'
import { Time } from '../parts/time.tsx'
import { ReactionChips } from '../reactions/reaction-chips.tsx'
import { personName } from '../rooms/room-title.ts'
import { pinTexts } from '../texts/pins.ts'
import { messageTexts as texts } from '../texts/messages.ts'
import { ThreadLine } from '../threads/thread-line.tsx'
import { threadPath } from './addresses.ts'
import { MessageRow } from './message-row.tsx'
import type { MessageActions } from './message-tools.tsx'
import { usePutOff } from './put-off.ts'
import type { MissingRange, Said, TimelineItem } from './timeline-items.ts'

/** What every item of a timeline is drawn with. */
export type TimelineAround = {
  /** Whether these are the messages of a thread, beside those of its room: they have ids of their own. */
  readonly isThread?: boolean
  /** The root of the thread that is open. */
  readonly openThreadId?: string | null
  readonly ownId: string
  readonly people: Readonly<Record<string, Person>>
  /** Shows what a name in a message means to the reader. */
  readonly showName?: ((message: Message, typed: string) => ComponentChildren) | undefined
  readonly blocksOf: (said: Said) => readonly Block[]
  readonly roomPath: string
  readonly origin?: string | undefined
  /** The message that holds the list's one tab stop. */
  readonly focusedId?: string | null
  readonly targetId?: string | null
  readonly editingId?: string | null
  readonly actions?: MessageActions | undefined
  readonly onLoadMissing?: ((range: MissingRange) => void) | undefined
}

type Props = {
  readonly id?: string
  readonly label: string
  readonly items: readonly TimelineItem[]
  readonly around: TimelineAround
  /** Above the first item: the way to older messages, or where the room begins. */
  readonly above?: ComponentChildren
  readonly below?: ComponentChildren
  /** Unread messages below; null: one is at the present. */
  readonly unseen?: number | null
  /** New messages are read out; never while history is put above or the room is switched. */
  readonly isAnnouncing?: boolean
  readonly scrollRef?: Ref<HTMLDivElement> | undefined
  readonly flowRef?: Ref<HTMLDivElement> | undefined
  readonly onToPresent?: (() => void) | undefined
}

/** The messages of a room. It scrolls from its newest end: `scrollTop` is 0 there and negative above. */
export function Timeline(props: Props) {
  const { label, items, around, above, below, unseen = null } = props
  return (
    <div class="timeline-frame">
      <div
        class="timeline"
        id={props.id ?? 'messages'}
        role="log"
        aria-label={label}
        aria-live={props.isAnnouncing ? 'polite' : 'off'}
        tabIndex={0}
        ref={props.scrollRef ?? null}
      >
        <div class="timeline-flow" ref={props.flowRef ?? null}>
          {above}
          {useRows(items, around, unseen === null)}
          {below}
        </div>
      </div>
      {unseen !== null && (
        <button class="to-present" type="button" onClick={props.onToPresent}>
          <Icon name="arrow-down" />
          {texts.toPresent(unseen)}
        </button>
      )}
    </div>
  )
}

type Drawn = { readonly item: TimelineItem; readonly marks: number; readonly view: ComponentChildren }

/**
 * The views of the items; of one that shows what it showed before, the same view, which is not looked into again. Where
 * more comes at once than anybody can read, the newest is drawn at once, and the rest a little later.
 */
function useRows(items: readonly TimelineItem[], around: TimelineAround, isAtPresent: boolean): ComponentChildren[] {
  const before = useRef({ around, drawn: new Map<string, Drawn>() })
  const isSame = isSameAround(before.current.around, around)
  const drawn = new Map<string, Drawn>()
  const putOff = usePutOff(items, before.current.drawn, isAtPresent)
  const rows: ComponentChildren[] = []
  let isOff = false
  for (const item of items) {
    const count = putOff.get(item.key)
    if (count !== undefined && !isOff) rows.push(<PutOff key={`off-${item.key}`} count={count} />)
    isOff = count !== undefined
    if (isOff) continue
    const marks = marksOf(item, around)
    const known = isSame ? before.current.drawn.get(item.key) : undefined
    const isKept = known?.marks === marks && isSameItem(known.item, item)
    const now = isKept ? known : { item, marks, view: <TimelineItemView key={item.key} item={item} around={around} /> }
    drawn.set(item.key, now)
    rows.push(now.view)
  }
  before.current = { around, drawn }
  return rows
}

/** What is said in the place of messages that are drawn a moment later. */
function PutOff({ count }: { readonly count: number }) {
  return <p class="hole">{texts.toPresent(count)}</p>
}

/** What only one row or another shows; names are looked up when a row is drawn for another reason. */
const OF_ONE_ROW: ReadonlySet<string> = new Set([
  'focusedId',
  'targetId',
  'editingId',
  'openThreadId',
  'showName',
  'onLoadMissing',
] satisfies (keyof TimelineAround)[])

function isSameAround(before: TimelineAround, around: TimelineAround): boolean {
  const known: ReadonlyMap<string, unknown> = new Map(Object.entries(before))
  return Object.entries(around).every(([key, value]) => OF_ONE_ROW.has(key) || known.get(key) === value)
}

function marksOf({ key }: TimelineItem, { focusedId, targetId, editingId, openThreadId }: TimelineAround): number {
  return (
    (key === focusedId ? 1 : 0) +
    (key === targetId ? 2 : 0) +
    (key === editingId ? 4 : 0) +
    (key === openThreadId ? 8 : 0)
  )
}

function isSameItem(before: TimelineItem, item: TimelineItem): boolean {
  if (item.kind === 'message' && before.kind === 'message') {
    const { said } = before
    return (
      said.message === item.said.message &&
      said.state === item.said.state &&
      said.reason === item.said.reason &&
      before.isFirst === item.isFirst
    )
  }
  return item.kind === 'tombstone' && before.kind === 'tombstone' && item.message === before.message
}

/** One item of a timeline. */
export function TimelineItemView({ item, around }: { readonly item: TimelineItem; readonly around: TimelineAround }) {
  switch (item.kind) {
    case 'day':
      return (
        <h2 class="day">
          <Time at={item.at} as="day" />
        </h2>
      )
    case 'new':
      return (
        <div class="new" role="separator" aria-label={texts.newMessages}>
          <span>{texts.new}</span>
        </div>
      )
    case 'hole':
      return <Hole range={item.range} around={around} />
    case 'tombstone':
      return (
        <div class="tombstone" id={rowId(item.message, around)}>
          <span>
            <Filled text={texts.deleted} with={[<bdi>{personName(around.people[item.message.authorId])}</bdi>]} />
          </span>
          <ThreadOf message={item.message} around={around} />
        </div>
      )
    case 'message':
      return <ShownOrNot item={item} around={around} />
  }
}

type RowProps = { readonly item: Extract<TimelineItem, { kind: 'message' }>; readonly around: TimelineAround }

/** A message that cannot be shown says so in its place, and takes no other with it. Only a class can, on servers too. */
class ShownOrNot extends Component<RowProps, { hasFailed: boolean }> {
  static override getDerivedStateFromError = () => ({ hasFailed: true })

  override componentDidUpdate({ item }: RowProps): void {
    // What became of it may be shown.
    const isOther = item.said.message !== this.props.item.said.message
    if (isOther && this.state.hasFailed) this.setState({ hasFailed: false })
  }

  override render() {
    return this.state.hasFailed ? <p class="hole">{texts.cannotBeShown}</p> : <Row {...this.props} />
  }
}

/** Most rows stay as they are when something is said: what a row shows decides whether it is drawn again. */
function Row({ item, around }: RowProps) {
  const { message, state, reason } = item.said
  const { people, ownId, focusedId, targetId, editingId, roomPath, origin, actions } = around
  const shown = {
    id: rowId(message, around),
    isThread: around.isThread ?? false,
    author: people[message.authorId],
    quotedAuthor: people[message.replyTo?.authorId ?? ''],
    blocks: around.blocksOf(item.said),
    isFirst: item.isFirst,
    isMine: message.authorId === ownId,
    roomPath,
    origin,
    tabIndex: message.id === focusedId ? 0 : -1,
    isTarget: message.id === targetId,
    isEditing: message.id === editingId,
    actions,
  }
  const pinnedBy = message.pin && people[message.pin.byId]
  const isOpen = around.openThreadId === message.id
  const { showName } = around
  // Names are shown under a message only where somebody reacted to it or replied, and in it where it names somebody.
  const isAlone = message.reactions === undefined && message.thread === null && message.mentions.length === 0
  const named = isAlone ? null : people
  return useMemo(
    () => (
      <MessageRow said={item.said} {...shown} showName={showName && ((typed) => showName(message, typed))}>
        {message.pin && <Pinned by={pinnedBy} />}
        <ReactionChips message={message} people={people} ownId={ownId} onReact={actions?.onReact} />
        <ThreadOf message={message} around={around} />
      </MessageRow>
    ),
    [message, state, reason, named, isOpen, pinnedBy, ...Object.values(shown)],
  )
}

/** Says that everybody should find this, and who thought so. */
function Pinned({ by }: { readonly by: Person | undefined }) {
  return (
    <p class="pinned">
      <Icon name="pin" />
      <Filled text={pinTexts.by} with={[<bdi>{personName(by)}</bdi>]} />
    </p>
  )
}

/** The id of a message's element: it may be on the page twice. */
function rowId({ id }: Message, { isThread }: TimelineAround): string {
  return isThread ? `reply-${id}` : `message-${id}`
}

function ThreadOf({ message, around }: { readonly message: Message; readonly around: TimelineAround }) {
  if (message.thread === null || around.isThread) return null
  return (
    <ThreadLine
      thread={message.thread}
      people={around.people}
      path={threadPath(around.roomPath, message.id)}
      isOpen={around.openThreadId === message.id}
    />
  )
}

function Hole({ range, around }: { readonly range: MissingRange; readonly around: TimelineAround }) {
  const { onLoadMissing } = around
  return (
    <p class="hole">
      {texts.missing}{' '}
      <a
        class="text-button"
        href={`${around.roomPath}?around=${range.before}`}
        onClick={
          onLoadMissing &&
          ((event) => {
            event.preventDefault()
            onLoadMissing(range)
          })
        }
      >
        {texts.load}
      </a>
    </p>
  )
}
