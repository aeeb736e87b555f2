import { expect, test } from 'bun:test'
import {
  isBelow,
  mayIn,
  refusalIn,
  ROOM_RIGHTS,
  type RoomRight,
  type RoomRules,
  STANDINGS,
  standingOf,
} from './rights.ts'

const RIGHTS = Object.keys(ROOM_RIGHTS) as RoomRight[]
const open: RoomRules = { kind: 'public', isArchived: false, announcementsOnly: false }

test('who stands higher may all that who stands lower may, in every kind of room', () => {
  for (const isArchived of [false, true]) {
    for (const announcementsOnly of [false, true]) {
      const room = { ...open, isArchived, announcementsOnly }
      for (const right of RIGHTS) {
        const may = STANDINGS.map((standing) => mayIn(room, right, standing))
        expect(may).toEqual(may.toSorted((a, b) => Number(a) - Number(b)))
      }
    }
  }
})

test('an archive and announcements only take rights away, and never reading', () => {
  for (const standing of STANDINGS) {
    for (const right of RIGHTS) {
      for (const rules of [{ isArchived: true }, { announcementsOnly: true }]) {
        if (mayIn({ ...open, ...rules }, right, standing)) expect(mayIn(open, right, standing)).toBe(true)
      }
    }
    expect(mayIn({ kind: 'private', isArchived: true, announcementsOnly: true }, 'read', standing)).toBe(true)
  }
})

test('nothing is written in an archived room, whoever asks', () => {
  const writing: RoomRight[] = [
    'post',
    'reply',
    'edit',
    'edit-reply',
    'delete',
    'delete-any',
    'react',
    'pin',
    'set-topic',
  ]
  for (const right of writing) {
    for (const standing of STANDINGS) expect(mayIn({ ...open, isArchived: true }, right, standing)).toBe(false)
    expect(refusalIn({ ...open, isArchived: true }, right, 'owner')).toBe('room_archived')
  }
})

test('in a direct room all are equal, and nobody rules it', () => {
  const direct: RoomRules = { ...open, kind: 'direct' }
  for (const right of RIGHTS) expect(new Set(STANDINGS.map((one) => refusalIn(direct, right, one))).size).toBe(1)
  expect(refusalIn(direct, 'archive', 'owner')).toBe('direct_room')
})

test('an owner of the community stands as an owner of each of his rooms; a guest never rises', () => {
  expect(standingOf('owner', 'member')).toBe('owner')
  expect(standingOf('member', 'moderator')).toBe('moderator')
  expect(standingOf('guest', 'owner')).toBe('guest')
  expect(standingOf('gone', 'owner')).toBe('guest')
  expect(isBelow('member', 'moderator')).toBe(true)
})
