import { LIMITS } from '@parley/protocol/limits.ts'
import { Field } from '../forms/field.tsx'
import { roomFormTexts } from '../texts/room-forms.ts'

type Props = { readonly name?: string; readonly description?: string; readonly isNameFixed?: boolean }

/** A room's name and what it is for. */
export function RoomFields({ name, description, isNameFixed = false }: Props) {
  const plain = { autocomplete: 'off', dir: 'auto' } as const
  return (
    <>
      {!isNameFixed && (
        <Field
          name="name"
          label={roomFormTexts.name}
          hint={roomFormTexts.nameHint}
          value={name}
          look="setting"
          input={{ ...plain, required: true, maxLength: LIMITS.roomNameLength, spellcheck: false }}
        />
      )}
      <Field
        name="description"
        label={roomFormTexts.description}
        hint={roomFormTexts.descriptionHint}
        value={description}
        look="setting"
        input={{ ...plain, maxLength: LIMITS.descriptionLength }}
      />
    </>
  )
}
