import type { Ref } from 'preact'
import { Icon } from '../parts/icon.tsx'
import type { IconName } from '../parts/icon-names.ts'
import { RoomMark } from '../rooms/room-row.tsx'
import type { RoomRow } from '../rooms/room-rows.ts'
import { roomFormTexts } from '../texts/room-forms.ts'
import { shellTexts } from '../texts/shell.ts'
import { switcherTexts as texts } from '../texts/switcher.ts'

/** What one can go to: a room or person, or something to do. */
export type Choice = {
  readonly id: string
  readonly mark: Pick<RoomRow, 'kind' | 'title' | 'others' | 'presence'> | { readonly icon: IconName }
  readonly name: string
  /** Where the searched text stands in the name. */
  readonly match?: { readonly start: number; readonly end: number } | null
  readonly about?: string
  readonly count?: number
}

/** Choices of one kind. */
export type ChoiceGroup = {
  readonly id: 'rooms' | 'people' | 'commands' | 'messages'
  readonly choices: readonly Choice[]
}

type Props = {
  readonly query: string
  readonly groups: readonly ChoiceGroup[]
  readonly chosenId: string | null
  readonly inputRef?: Ref<HTMLInputElement> | undefined
  readonly dialogRef?: Ref<HTMLDialogElement> | undefined
  readonly onQuery?: ((query: string) => void) | undefined
  readonly onKeyDown?: ((event: KeyboardEvent) => void) | undefined
  readonly onPick?: ((choice: Choice) => void) | undefined
  readonly onClose?: (() => void) | undefined
}

/** Ctrl K: a room, a person or a command. Focus stays in the field; the arrows choose. */
export function Switcher(props: Props) {
  const { query, groups, chosenId } = props
  const isEmpty = groups.every(({ choices }) => choices.length === 0)
  return (
    <dialog class="switcher" aria-label={texts.label} ref={props.dialogRef ?? null} onClose={props.onClose}>
      <div class="switcher-field">
        <Icon name="search" isLarge />
        <input
          type="text"
          role="combobox"
          aria-label={texts.goTo}
          placeholder={texts.label}
          aria-expanded={!isEmpty}
          aria-controls="choices"
          aria-activedescendant={chosenId === null ? undefined : `choice-${chosenId}`}
          aria-autocomplete="list"
          autocomplete="off"
          spellcheck={false}
          value={query}
          ref={props.inputRef ?? null}
          onInput={(event) => props.onQuery?.(event.currentTarget.value)}
          onKeyDown={props.onKeyDown}
        />
        <kbd>Esc</kbd>
        <button class="tool leave" type="button" aria-label={shellTexts.close} onClick={props.onClose}>
          <Icon name="x" />
        </button>
      </div>
      <div class="switcher-list" id="choices" role="listbox" aria-label={texts.results}>
        {groups.map((group) => (
          <GroupView key={group.id} group={group} chosenId={chosenId} onPick={props.onPick} />
        ))}
      </div>
      {isEmpty && <p class="switcher-nothing">{texts.nothing}</p>}
      <Foot />
    </dialog>
  )
}

type GroupProps = { readonly group: ChoiceGroup; readonly chosenId: string | null; readonly onPick: Props['onPick'] }

function GroupView({ group, chosenId, onPick }: GroupProps) {
  if (group.choices.length === 0) return null
  return (
    <div role="group" aria-labelledby={`in-${group.id}`}>
      <h3 id={`in-${group.id}`} role="presentation">
        {texts[group.id]}
      </h3>
      {group.choices.map((choice) => (
        <ChoiceView key={choice.id} choice={choice} isChosen={choice.id === chosenId} onPick={onPick} />
      ))}
    </div>
  )
}

type ChoiceProps = { readonly choice: Choice; readonly isChosen: boolean; readonly onPick: Props['onPick'] }

function ChoiceView({ choice, isChosen, onPick }: ChoiceProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- focus and keys stay in the field
    <div
      class="choice"
      role="option"
      id={`choice-${choice.id}`}
      aria-selected={isChosen}
      onClick={() => onPick?.(choice)}
    >
      {'icon' in choice.mark ? <Icon name={choice.mark.icon} /> : <RoomMark row={choice.mark} />}
      <bdi class="name">
        <Marked choice={choice} />
      </bdi>
      <span class="about">
        <bdi>{choice.about}</bdi>
      </span>
      {choice.count !== undefined && choice.count > 0 && (
        <span class="count">
          <span aria-hidden="true">{choice.count}</span>
          <span class="heard">{roomFormTexts.concern(choice.count)}</span>
        </span>
      )}
      {isChosen && <kbd>Enter</kbd>}
    </div>
  )
}

function Marked({ choice: { name, match } }: { readonly choice: Choice }) {
  if (!match) return <>{name}</>
  return (
    <>
      {name.slice(0, match.start)}
      <mark>{name.slice(match.start, match.end)}</mark>
      {name.slice(match.end)}
    </>
  )
}

function Foot() {
  return (
    <div class="switcher-foot" aria-hidden="true">
      <span>
        <kbd>↑ ↓</kbd>
        {texts.choose}
      </span>
      <span>
        <kbd>Enter</kbd>
        {texts.open}
      </span>
      <span class="last">
        <kbd>#</kbd>
        {texts.roomsOnly}
      </span>
      <span>
        <kbd>@</kbd>
        {texts.peopleOnly}
      </span>
      <span>
        <kbd>/</kbd>
        {texts.commandsOnly}
      </span>
    </div>
  )
}
