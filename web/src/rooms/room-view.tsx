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
    <main class="pane room" id="content">
      {bar}
      {timeline}
      {foot}
    </main>
  )
}

type ReadOnlyProps = {
  readonly room: Pick<Room, 'id' | 'isClosed'>
  readonly path: string
  readonly onJoin?: ((event: SubmitEvent) => void) | undefined
}

/** In the composer's place where one may not write: why, and what to do. */
export function ReadOnly({ room, path, onJoin }: ReadOnlyProps) {
  if (room.isClosed) return <p class="read-only">{texts.closed}</p>
  return (
    <CommandForm command="room.join" class="read-only" then={path} hidden={{ roomId: room.id }} onSubmit={onJoin}>
      <p>{texts.joinFirst}</p>
      <button class="button primary" type="submit">
        {texts.join}
      </button>
    </CommandForm>
  )
}
