import { expect, test } from 'bun:test'
import type { Person } from '@parley/protocol/users.ts'
import type { RoomRow } from '../../rooms/room-rows.ts'
import { findChoices, type Goals, stepChoice } from './choices.ts'

function row(id: string, title: string, kind: RoomRow['kind'] = 'public'): RoomRow {
  const others = kind === 'direct' ? 1 : 0
  return {
    id,
    title,
    kind,
    href: '',
    isUnread: false,
    count: 0,
    why: '',
    isMuted: false,
    hasDraft: false,
    isCurrent: false,
    others,
    presence: undefined,
    person: undefined,
  }
}

const person = (id: string, displayName: string): Person => ({
  id,
  displayName,
  userName: id,
  role: 'member',
  statusEmoji: '',
  statusText: '',
  statusUntil: null,
})

const goals: Goals = {
  others: [],
  rows: [
    row('1', 'harbour-tea'),
    row('2', 'tea'),
    row('3', 'steam'),
    { ...row('4', 'Bob', 'direct'), person: person('bob', 'Bob') },
  ],
  people: [person('bob', 'Bob'), person('eve', 'Eve Tearle')],
  commands: [{ id: 'settings', name: 'Settings', icon: 'settings' as const }],
}

const names = (typed: string) => findChoices(goals, typed).map((group) => group.choices.map((choice) => choice.name))

test('a name that begins with the text stands first, one that only contains it last', () => {
  expect(names('tea')[0]).toEqual(['tea', 'harbour-tea', 'steam'])
})

test('signs ask for one kind only', () => {
  expect(findChoices(goals, '#tea').map((group) => group.id)).toEqual(['rooms'])
  expect(findChoices(goals, '@e').map((group) => group.id)).toEqual(['people'])
  expect(names('/set')).toEqual([['Settings']])
})

test('a person with whom one talks already is there once', () => {
  expect(names('bob')[1]).toEqual(['Bob'])
})

test('the arrows go around the ends', () => {
  const groups = findChoices(goals, '#')
  expect(stepChoice(groups, null, 1)).toBe('1')
  expect(stepChoice(groups, '3', 1)).toBe('1')
  expect(stepChoice(groups, '1', -1)).toBe('3')
  expect(stepChoice([], null, 1)).toBeNull()
})

test('of two people who are called alike each is there, with his user name', () => {
  const both = { ...goals, people: [person('bob', 'Bob'), person('bob2', 'Bob')] }
  expect(findChoices(both, 'bob')[1]?.choices.map(({ id, about }) => [id, about])).toEqual([
    ['4', undefined],
    ['bob2', '@bob2'],
  ])
})

test('accents that one does not type are not missed, and what is marked is what stands there', () => {
  const some = { ...goals, people: [person('jose', 'Don José Ñandú')] }
  const [choice] = findChoices(some, '@nandu')[0]?.choices ?? []
  expect(choice?.name.slice(choice.match?.start, choice.match?.end)).toBe('Ñandú')
})
