import { LIMITS } from '@parley/protocol/limits.ts'
import type { Room } from '@parley/protocol/rooms.ts'
import { CommandForm } from '../forms/command-form.tsx'
import { Field } from '../forms/field.tsx'
import { roomSettingsTexts as texts } from '../texts/room-settings.ts'
import { roomFormTexts } from '../texts/room-forms.ts'
import { slowModeName } from './slow-mode.ts'

/** What a room is, for those who may not change it. */
export function AboutRoom({ room, maySetTopic }: { readonly room: Room; readonly maySetTopic: boolean }) {
  return (
    <>
      {maySetTopic && <TopicForm room={room} />}
      <dl class="facts">
        {!maySetTopic && <Fact name={texts.topic} value={room.topic || texts.noTopic} />}
        <Fact name={roomFormTexts.description} value={room.description || texts.noDescription} />
        <Fact name={texts.kind} value={kindOf(room)} />
        <Fact name={texts.rules} value={writersOf(room)} />
        {room.slowModeS > 0 && <Fact name={texts.slowMode} value={texts.slowed(slowModeName(room.slowModeS))} />}
      </dl>
    </>
  )
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd dir="auto">{value}</dd>
    </div>
  )
}

function writersOf(room: Room): string {
  if (room.isArchived) return texts.writersNone
  return room.announcementsOnly ? texts.writersFew : texts.writersAll
}

function kindOf(room: Room): string {
  if (room.kind === 'private') return texts.isPrivate
  return room.openToGuests ? texts.isOpen : texts.isPublic
}

/** Sets the short line beside the room's name. */
export function TopicForm({ room }: { readonly room: Room }) {
  return (
    <CommandForm
      command="room.set-topic"
      class="topic-form"
      then={`/r/${room.id}/edit`}
      hidden={{ roomId: room.id }}
      label={texts.topic}
    >
      <Field
        name="topic"
        label={texts.topic}
        hint={texts.topicHint}
        value={room.topic}
        look="setting"
        input={{ maxLength: LIMITS.topicLength, dir: 'auto', autocomplete: 'off' }}
      />
      <div class="actions">
        <button class="button" type="submit">
          {texts.setTopic}
        </button>
      </div>
    </CommandForm>
  )
}
