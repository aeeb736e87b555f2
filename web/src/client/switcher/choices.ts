import type { Room } from '@parley/protocol/rooms.ts'
import type { Person } from '@parley/protocol/users.ts'
import type { IconName } from '../../parts/icon-names.ts'
import type { RoomRow } from '../../rooms/room-rows.ts'
import type { Choice, ChoiceGroup } from '../../shell/switcher.tsx'
import { searchPath } from '../../search/search-path.ts'
import { searchTexts } from '../../texts/search.ts'
import { suggestionTexts } from '../../texts/suggestions.ts'
import { switcherTexts as texts } from '../../texts/switcher.ts'

/** What one can go to. */
export type Goals = {
  /** One's rooms and conversations, the latest activity first. */
  readonly rows: readonly RoomRow[]
  /** People with whom there may be no conversation yet. */
  readonly people: readonly Person[]
  /** Public rooms in which one is not. */
  readonly others: readonly Room[]
  readonly commands: readonly {
    readonly id: string
    readonly name: string
    readonly icon: IconName
  }[]
}

const MOST = 8

/** Finds what a typed text means: where a name begins with it first, then where one of its words does, then anywhere. */
export function findChoices(goals: Goals, typed: string): ChoiceGroup[] {
  const only = { '#': 'rooms', '@': 'people', '/': 'commands' }[typed[0] ?? '']
  const query = fold((only === undefined ? typed : typed.slice(1)).trim())
  // Of two who are called alike each is there.
  const known = new Set(goals.rows.map((row) => row.person?.id))
  const rooms = goals.rows.map(ofRow)
  const people = goals.people.filter(({ id }) => !known.has(id)).map(ofPerson)
  const commands = goals.commands.map(({ id, name, icon }): Choice => ({ id, name, mark: { icon } }))
  const all: ChoiceGroup[] = [
    {
      id: 'rooms',
      choices: ranked(
        [...rooms.filter((_, at) => goals.rows[at]?.kind !== 'direct'), ...goals.others.map(ofOther)],
        query,
      ),
    },
    {
      id: 'people',
      choices: ranked([...rooms.filter((_, at) => goals.rows[at]?.kind === 'direct'), ...people], query),
    },
    { id: 'commands', choices: ranked(commands, query) },
    { id: 'messages', choices: query === '' ? [] : [searchFor(typed.trim())] },
  ]
  return all.filter((group) => only === undefined || group.id === only)
}

/** The choice above or below another one, around the ends. */
export function stepChoice(groups: readonly ChoiceGroup[], chosenId: string | null, step: 1 | -1): string | null {
  const ids = groups.flatMap(({ choices }) => choices.map(({ id }) => id))
  const at = chosenId === null ? (step === 1 ? -1 : 0) : ids.indexOf(chosenId)
  return ids.at((at + step + ids.length) % Math.max(1, ids.length)) ?? null
}

/** Whatever was typed may be something that was said. */
function searchFor(text: string): Choice {
  const [before = '', after = ''] = searchTexts.searchFor.split('{0}')
  return { id: searchPath(text), mark: { icon: 'search' }, name: before + text + after }
}

function ofRow(row: RoomRow): Choice {
  return {
    id: row.id,
    mark: row,
    name: row.title,
    count: row.count,
    ...(row.isCurrent ? { about: texts.youAreHere } : {}),
  }
}

function ofOther({ id, kind, name }: Room): Choice {
  const title = name ?? ''
  const mark = { kind, title, others: 0, presence: undefined }
  return { id, mark, name: title, about: suggestionTexts.notJoined }
}

function ofPerson(person: Person): Choice {
  const mark = { kind: 'direct', title: person.displayName, others: 1, presence: undefined } as const
  return { id: person.id, mark, name: person.displayName, about: person.userName === null ? '' : `@${person.userName}` }
}

function ranked(choices: readonly Choice[], query: string): Choice[] {
  if (query === '') return choices.slice(0, MOST)
  const found = choices.flatMap((choice) => {
    const match =
      matchOf(choice.name, query) ?? (choice.about?.slice(1).startsWith(query) ? { start: 0, end: 0, rank: 1 } : null)
    return match === null ? [] : [{ choice: { ...choice, match }, rank: match.rank }]
  })
  return found
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MOST)
    .map(({ choice }) => choice)
}

/** As it is compared: without regard to case and accents. */
function fold(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/gu, '')
    .toLowerCase()
    .normalize('NFC')
}

function matchOf(name: string, query: string): { start: number; end: number; rank: number } | null {
  const lower = fold(name)
  const start = lower.indexOf(query)
  // Where folding changes the length, places in the name are no longer known.
  if (start === -1 || lower.length !== name.length) return start === -1 ? null : { start: 0, end: 0, rank: 2 }
  const rank = start === 0 ? 0 : /[\s_.-]/.test(lower[start - 1] ?? '') ? 1 : 2
  return { start, end: start + query.length, rank }
}
