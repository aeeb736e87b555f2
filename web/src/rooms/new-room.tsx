import { Check, Segments } from '../forms/choices.tsx'
import { CommandForm } from '../forms/command-form.tsx'
import { SheetHead } from '../shell/sheet.tsx'
import { roomFormTexts } from '../texts/room-forms.ts'
import { RoomFields } from './room-fields.tsx'

const kinds = () => [
  { value: 'public', label: roomFormTexts.public },
  { value: 'private', label: roomFormTexts.privateKind },
]

/** Makes a room. */
export function NewRoom() {
  return (
    <div class="pane settings" id="content" tabIndex={-1}>
      <div class="sheet">
        <CommandForm
          command="room.create"
          class="group"
          then="/r/{subject}"
          checks={['openToGuests']}
          label={roomFormTexts.newRoom}
        >
          <SheetHead title={roomFormTexts.newRoom} lead={roomFormTexts.newRoomLead} back="/rooms" />
          <RoomFields />
          <Segments name="kind" legend={roomFormTexts.kind} value="public" look="setting" choices={kinds()} />
          <Check
            name="openToGuests"
            label={roomFormTexts.openToGuests}
            hint={roomFormTexts.openToGuestsHint}
            isChecked={false}
          />
          <div class="actions">
            <button class="button primary" type="submit">
              {roomFormTexts.create}
            </button>
          </div>
        </CommandForm>
      </div>
    </div>
  )
}
