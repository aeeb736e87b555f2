import { Check, Segments } from '../forms/choices.tsx'
import { CommandForm } from '../forms/command-form.tsx'
import { SheetHead } from '../shell/sheet.tsx'
import { roomTexts as texts } from '../texts/rooms.ts'
import { RoomFields } from './room-fields.tsx'

const KINDS = [
  { value: 'public', label: texts.public },
  { value: 'private', label: texts.privateKind },
]

/** Makes a room. */
export function NewRoom() {
  return (
    <main class="pane settings" id="content" tabIndex={-1}>
      <div class="sheet">
        <CommandForm
          command="room.create"
          class="group"
          then="/r/{subject}"
          checks={['openToGuests']}
          label={texts.newRoom}
        >
          <SheetHead title={texts.newRoom} lead={texts.newRoomLead} back="/rooms" />
          <RoomFields />
          <Segments name="kind" legend={texts.kind} value="public" look="setting" choices={KINDS} />
          <Check name="openToGuests" label={texts.openToGuests} hint={texts.openToGuestsHint} isChecked={false} />
          <div class="actions">
            <button class="button primary" type="submit">
              {texts.create}
            </button>
          </div>
        </CommandForm>
      </div>
    </main>
  )
}
