import { LIMITS } from '@parley/protocol/limits.ts'
import type { Section, Sections } from '@parley/protocol/sections.ts'
import { CommandForm } from '../forms/command-form.tsx'
import { Field } from '../forms/field.tsx'
import { placePath } from '../rooms/room-title.ts'
import { Group, SheetHead } from '../shell/sheet.tsx'
import { sectionTexts as texts } from '../texts/sections.ts'
import { placesOf } from './place-dialog.tsx'

const HERE = '/rooms/arrange'

/** A room of one's own list: how it is called, and where it stands. */
export type PlacedRoom = {
  readonly id: string
  readonly title: string
  /** By whose names it is called. */
  readonly peopleIds: readonly string[]
  readonly sectionId: string | null
}

type Props = { readonly sections: Sections; readonly rooms: readonly PlacedRoom[]; readonly ownId: string }

/** One's list of rooms: its sections, and which room stands where. */
export function ArrangePage({ sections, rooms, ownId }: Props) {
  return (
    <div class="pane settings" id="content" tabIndex={-1} data-fresh={ownId} data-fresh-rooms="all">
      <div class="sheet">
        <div class="group">
          <SheetHead title={texts.arrange} lead={texts.arrangeLead} back="/rooms" />
        </div>
        <OwnSections own={sections.own} />
        <Group id="placed" title={texts.rooms}>
          <ul class="entries">
            {rooms.map((room) => (
              <li class="entry" key={room.id} id={`place-${room.id}`}>
                <span class="room-line">
                  <span class="name">
                    <bdi data-people={room.peopleIds.join(' ')}>{room.title}</bdi>
                  </span>
                </span>
                <PlaceForm room={room} sections={sections} />
              </li>
            ))}
          </ul>
        </Group>
      </div>
    </div>
  )
}

function OwnSections({ own }: { readonly own: readonly Section[] }) {
  return (
    <Group id="sections" title={texts.sections}>
      {own.length === 0 && <p class="empty">{texts.noSections}</p>}
      <ul class="entries">
        {own.map((section, index) => (
          <li class="entry" key={section.id} id={`arranged-${section.id}`}>
            <RenameForm section={section} />
            {index > 0 && <MoveForm section={section} before={own[index - 1]?.id ?? ''} isUp />}
            {index < own.length - 1 && <MoveForm section={section} before={own[index + 2]?.id ?? ''} />}
            <DeleteForm section={section} />
          </li>
        ))}
      </ul>
      <CommandForm command="section.create" then={HERE} class="new-section" label={texts.newSection}>
        <Field
          name="name"
          label={texts.newSection}
          input={{ required: true, maxLength: LIMITS.sectionNameLength, dir: 'auto', autocomplete: 'off' }}
        />
        <button class="button primary" type="submit">
          {texts.make}
        </button>
      </CommandForm>
    </Group>
  )
}

function RenameForm({ section }: { readonly section: Section }) {
  const { id, name } = section
  return (
    <CommandForm command="section.edit" then={HERE} class="beside grows" of={{ name: 'sectionId', value: id }}>
      <input
        class="input"
        name="name"
        defaultValue={name}
        required
        maxLength={LIMITS.sectionNameLength}
        dir="auto"
        aria-label={texts.newName(name)}
      />
      <button class="text-button" type="submit" aria-label={texts.renameName(name)}>
        {texts.rename}
      </button>
    </CommandForm>
  )
}

type MoveProps = { readonly section: Section; readonly before: string; readonly isUp?: boolean }

function MoveForm({ section: { id, name }, before, isUp = false }: MoveProps) {
  return (
    <CommandForm command="section.move" then={HERE} hidden={{ before }} of={{ name: 'sectionId', value: id }}>
      <button class="text-button" type="submit" aria-label={isUp ? texts.moveUpName(name) : texts.moveDownName(name)}>
        {isUp ? texts.moveUp : texts.moveDown}
      </button>
    </CommandForm>
  )
}

function DeleteForm({ section: { id, name } }: { readonly section: Section }) {
  return (
    <details class="confirm" name="confirm">
      <summary class="text-button danger" aria-label={texts.deleteName(name)}>
        {texts.delete}
      </summary>
      <div class="confirm-box">
        <CommandForm command="section.delete" then={HERE} of={{ name: 'sectionId', value: id }}>
          <p class="hint">{texts.deleteWhy}</p>
          <button class="button danger" type="submit">
            {texts.deleteNow}
          </button>
        </CommandForm>
      </div>
    </details>
  )
}

function PlaceForm({ room, sections }: { readonly room: PlacedRoom; readonly sections: Sections }) {
  return (
    <CommandForm
      command="section.place"
      then={placePath(room.id)}
      class="beside"
      of={{ name: 'roomId', value: room.id }}
    >
      <select class="input" name="sectionId" aria-label={texts.sectionOf(room.title)}>
        {placesOf(sections).map(({ id, name }) => (
          <option key={id} value={id} selected={id === (room.sectionId ?? '')}>
            {name}
          </option>
        ))}
      </select>
      <button class="text-button" type="submit" aria-label={texts.moveName(room.title)}>
        {texts.move}
      </button>
    </CommandForm>
  )
}
