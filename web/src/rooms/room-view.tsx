import { mayIn, type Standing } from '@parley/protocol/rights.ts'
import type { Room } from '@parley/protocol/rooms.ts'
import type { ComponentChildren } from 'preact'
import { CommandForm } from '../forms/command-form.tsx'
import { roomTexts as texts } from '../texts/rooms.ts'

type Props = {
  readonly bar: ComponentChildren
  readonly timeline: ComponentChildren
  /** The composer; or, where one may not write, `ReadOnly`. */
  readonly foot: ComponentChildren
}

/** A room: its bar, its messages, and where one writes. */
export function RoomView({ bar, timeline, foot }: Props) {
  return (
    <div class="pane room" id="content">
      {bar}
      {timeline}
      {foot}
    </div>
  )
}

type ReadOnlyProps = {
  readonly room: Pick<Room, 'id' | 'kind' | 'isClosed' | 'isArchived' | 'announcementsOnly'>
  readonly path: string
  /** How one stands in the room; null: one is not in it. */
  readonly standing: Standing | null
  readonly onJoin?: ((event: SubmitEvent) => void) | undefined
}

/** In the composer's place where one may not write: why, and what to do. */
export function ReadOnly({ room, path, standing, onJoin }: ReadOnlyProps) {
  if (room.isClosed) return <p class="read-only">{texts.closed}</p>
  if (standing === null) {
    return (
      <CommandForm command="room.join" class="read-only" then={path} hidden={{ roomId: room.id }} onSubmit={onJoin}>
        <p>{texts.joinFirst}</p>
        <button class="button primary" type="submit">
          {texts.join}
        </button>
      </CommandForm>
    )
  }
  if (!room.isArchived) return <p class="read-only">{texts.announcementsOnly}</p>
  if (!mayIn(room, 'archive', standing)) return <p class="read-only">{texts.archived}</p>
  return (
    <CommandForm command="room.restore" stays class="read-only" then={path} hidden={{ roomId: room.id }}>
      <p>{texts.archived}</p>
      <button class="button" type="submit">
        {texts.restore}
      </button>
    </CommandForm>
  )
}
