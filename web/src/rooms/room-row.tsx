import { Avatar } from '../parts/avatar.tsx'
import { Icon } from '../parts/icon.tsx'
import { StatusMark } from '../people/status-mark.tsx'
import { roomTexts as texts } from '../texts/rooms.ts'
import type { RoomRow } from './room-rows.ts'
import { placePath } from './room-title.ts'

type Props = {
  readonly row: RoomRow
  readonly onOpen?: ((row: RoomRow, event: MouseEvent) => void) | undefined
  /** Whether one may arrange one's list. */
  readonly mayPlace?: boolean
  readonly onPlace?: ((roomId: string, event: MouseEvent) => void) | undefined
}

/** A room in the sidebar. */
export function RoomRowView({ row, onOpen, mayPlace = false, onPlace }: Props) {
  return (
    <li class="placed">
      <a
        class="row"
        href={row.href}
        data-unread={row.isUnread || undefined}
        data-muted={row.isMuted || undefined}
        aria-current={row.isCurrent ? 'page' : undefined}
        onClick={onOpen && ((event) => onOpen(row, event))}
      >
        <RoomMark row={row} />
        <bdi class="row-name">{row.title}</bdi>
        <StatusMark person={row.person} />
        <span class="heard">{heardOf(row)}</span>
        <RowEnd row={row} />
      </a>
      {mayPlace && (
        <a
          class="tool place"
          href={placePath(row.id)}
          aria-label={texts.place(row.title)}
          aria-haspopup={onPlace && 'dialog'}
          onClick={onPlace && ((event) => onPlace(row.id, event))}
        >
          <Icon name="ellipsis" />
        </a>
      )}
    </li>
  )
}

/** What stands before a room's name: its kind, or who is in it. */
export function RoomMark({ row }: { readonly row: Pick<RoomRow, 'kind' | 'title' | 'others' | 'presence'> }) {
  if (row.kind === 'public') return <Icon name="hash" />
  if (row.kind === 'private') return <Icon name="lock" />
  const sign = row.others > 1 ? { sign: String(row.others) } : {}
  return <Avatar name={row.title} size="small" presence={row.presence} {...sign} />
}

function RowEnd({ row }: { readonly row: RoomRow }) {
  if (row.count > 0)
    return (
      <span class="row-end">
        <span class="count" title={row.why}>
          <span aria-hidden="true">{row.count}</span>
          <span class="heard">{`, ${row.why}`}</span>
        </span>
      </span>
    )
  if (!row.hasDraft) return null
  return (
    <span class="row-end">
      <Icon name="pencil" />
      <span class="heard">{texts.draft}</span>
    </span>
  )
}

function heardOf(row: RoomRow): string {
  const kind = row.kind === 'private' ? texts.private : ''
  const presence = row.presence === undefined ? '' : texts.presence[row.presence]
  const unread = row.isUnread && row.count === 0 ? texts.unread : ''
  return kind + presence + unread + (row.isMuted ? texts.muted : '')
}
