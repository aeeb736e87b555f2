import type { Room } from '@parley/protocol/rooms.ts'
import { Check } from '../forms/choices.tsx'
import { CommandForm } from '../forms/command-form.tsx'
import { Group, SheetHead } from '../shell/sheet.tsx'
import { roomTexts as texts } from '../texts/rooms.ts'
import { RoomFields } from './room-fields.tsx'

type Props = { readonly room: Room; readonly path: string; readonly mayClose: boolean }

/** Renames and describes a room, opens it to guests, closes it. */
export function EditRoom({ room, path, mayClose }: Props) {
  return (
    <main class="pane settings" id="content" tabIndex={-1}>
      <div class="sheet">
        <EditForm room={room} path={path} />
        {mayClose && <CloseRoom room={room} />}
      </div>
    </main>
  )
}

function EditForm({ room, path }: Pick<Props, 'room' | 'path'>) {
  const isPublic = room.kind === 'public'
  return (
    <CommandForm
      command="room.edit"
      class="group"
      then={`/r/${room.id}`}
      hidden={{ roomId: room.id }}
      label={texts.editRoom}
      {...(isPublic ? { checks: ['openToGuests'] } : {})}
    >
      <SheetHead title={room.name ?? ''} isName back={path} />
      <RoomFields name={room.name ?? ''} description={room.description} />
      {isPublic && (
        <Check
          name="openToGuests"
          label={texts.openToGuests}
          hint={texts.openToGuestsHint}
          isChecked={room.openToGuests}
        />
      )}
      <div class="actions">
        <button class="button primary" type="submit">
          {texts.save}
        </button>
      </div>
    </CommandForm>
  )
}

function CloseRoom({ room }: { readonly room: Room }) {
  return (
    <Group id="close" title={texts.close} lead={texts.closeWhy}>
      <details class="danger-zone">
        <summary class="button">{texts.close}</summary>
        <CommandForm command="room.close" then="/rooms" hidden={{ roomId: room.id }}>
          <button class="button danger" type="submit">
            {texts.closeNow}
          </button>
        </CommandForm>
      </details>
    </Group>
  )
}
