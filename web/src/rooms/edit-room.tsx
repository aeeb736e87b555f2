import type { Room } from '@parley/protocol/rooms.ts'
import { Check } from '../forms/choices.tsx'
import { CommandForm } from '../forms/command-form.tsx'
import { roomSettingsTexts as texts } from '../texts/room-settings.ts'
import { roomFormTexts } from '../texts/room-forms.ts'
import { TopicForm } from './about-room.tsx'
import { RoomFields } from './room-fields.tsx'
import { slowModeName } from './slow-mode.ts'

type Props = {
  readonly room: Room
  /** Whether one may rename it and open it to guests too. */
  readonly mayRename: boolean
}

/** Changes a room: its name, what it is for, and who writes in it how often. */
export function EditRoom({ room, mayRename }: Props) {
  const mayOpen = room.kind === 'public' && mayRename
  return (
    <>
      <TopicForm room={room} />
      <CommandForm
        command="room.edit"
        then={`/r/${room.id}/edit`}
        hidden={{ roomId: room.id }}
        label={roomFormTexts.editRoom}
        checks={mayOpen ? ['announcementsOnly', 'openToGuests'] : ['announcementsOnly']}
      >
        <RoomFields
          name={room.name ?? ''}
          description={room.description}
          {...(mayRename ? {} : { isNameFixed: true })}
        />
        <SlowMode seconds={room.slowModeS} />
        <Check
          name="announcementsOnly"
          label={texts.announcementsOnly}
          hint={texts.announcementsOnlyHint}
          isChecked={room.announcementsOnly}
        />
        {mayOpen && (
          <Check
            name="openToGuests"
            label={roomFormTexts.openToGuests}
            hint={roomFormTexts.openToGuestsHint}
            isChecked={room.openToGuests}
          />
        )}
        <div class="actions">
          <button class="button primary" type="submit">
            {texts.save}
          </button>
        </div>
      </CommandForm>
    </>
  )
}

function SlowMode({ seconds }: { readonly seconds: number }) {
  const offered = Object.keys(texts.slowModes).map(Number)
  const choices = offered.includes(seconds) ? offered : [...offered, seconds].toSorted((a, b) => a - b)
  return (
    <div class="setting">
      <label class="label" for="slowModeS">
        {texts.slowMode}
      </label>
      <div class="value">
        <select class="input" id="slowModeS" name="slowModeS" aria-describedby="slowModeS-hint">
          {choices.map((choice) => (
            <option key={choice} value={String(choice)} selected={choice === seconds}>
              {slowModeName(choice)}
            </option>
          ))}
        </select>
        <p class="hint" id="slowModeS-hint">
          {texts.slowModeHint}
        </p>
      </div>
    </div>
  )
}
