import { LIMITS } from '@parley/protocol/limits.ts'
import type { Sections } from '@parley/protocol/sections.ts'
import type { Ref } from 'preact'
import { CommandForm } from '../forms/command-form.tsx'
import { Field } from '../forms/field.tsx'
import { Icon } from '../parts/icon.tsx'
import { sectionTexts as texts } from '../texts/sections.ts'

type Props = {
  readonly roomId: string
  /** How the room is called. */
  readonly title: string
  readonly sectionId: string | null
  readonly sections: Sections
  readonly dialogRef?: Ref<HTMLDialogElement> | undefined
  readonly onClose?: (() => void) | undefined
}

/** Asks in which section of one's list a room is to stand, and makes sections. */
export function PlaceDialog({ roomId, title, sectionId, sections, dialogRef, onClose }: Props) {
  return (
    <dialog class="sheet-dialog place-dialog" aria-labelledby="place-title" ref={dialogRef ?? null} onClose={onClose}>
      <h2 id="place-title">
        <bdi>{texts.placeTitle(title)}</bdi>
      </h2>
      <ul class="places">
        {placesOf(sections).map(({ id, name }) => (
          <li key={id} onReset={id === (sectionId ?? '') ? onClose : undefined}>
            <Place roomId={roomId} id={id} name={name} isHere={id === (sectionId ?? '')} />
          </li>
        ))}
      </ul>
      <CommandForm command="section.create" stays class="beside">
        <Field
          name="name"
          label={texts.newSection}
          input={{ required: true, maxLength: LIMITS.sectionNameLength, dir: 'auto', autocomplete: 'off' }}
        />
        <button class="button" type="submit">
          {texts.make}
        </button>
      </CommandForm>
      <div class="actions">
        <a class="text-button" href="/rooms/arrange">
          {texts.arrange}
        </a>
        <button class="button" type="button" onClick={onClose}>
          {texts.close}
        </button>
      </div>
    </dialog>
  )
}

/** Where a room can stand: the empty id is where it belongs by its kind. */
export function placesOf({ own }: Sections): { id: string; name: string }[] {
  return [{ id: 'favourites', name: texts.favourites }, ...own, { id: '', name: texts.byKind }]
}

type PlaceProps = { readonly roomId: string; readonly id: string; readonly name: string; readonly isHere: boolean }

function Place({ roomId, id, name, isHere }: PlaceProps) {
  return (
    <CommandForm command="section.place" stays hidden={{ roomId, sectionId: id }}>
      <button class="place-button" type="submit" aria-current={isHere || undefined}>
        <bdi>{name}</bdi>
        {isHere && (
          <>
            <span class="heard">{texts.isHere}</span>
            <Icon name="check" />
          </>
        )}
      </button>
    </CommandForm>
  )
}
