import { expect, test } from 'bun:test'
import { readRoute, roomAddress, roomPath } from './routes.ts'

const read = (path: string) => readRoute(new URL(path, 'http://localhost'))

test('an address names a room, a place in it and a panel', () => {
  expect(read('/rooms')).toEqual({ page: 'list' })
  expect(read('/r/tea')).toEqual({ page: 'room', address: 'tea', at: null, panel: null })
  expect(read('/r/tea?around=7')).toEqual({ page: 'room', address: 'tea', at: { around: 7 }, panel: null })
  expect(read('/r/tea?before=7')).toEqual({ page: 'room', address: 'tea', at: { before: 7 }, panel: null })
  expect(read('/r/tea/members')).toEqual({ page: 'room', address: 'tea', at: null, panel: 'members' })
  expect(read('/r/tea?around=x')).toEqual({ page: 'room', address: 'tea', at: null, panel: null })
})

test('other pages, and addresses that are none, are left to the browser', () => {
  for (const path of ['/', '/settings', '/r/', '/r/tea/edit', '/r/tea/live', '/r/%E0%A4']) expect(read(path)).toBeNull()
})

test('a path leads back to what it was made of', () => {
  for (const address of ['tea', 'naïve café', 'a/b', '%41', '日本']) {
    expect(read(roomPath(address, { around: 3 }))).toEqual({ page: 'room', address, at: { around: 3 }, panel: null })
    expect(read(roomPath(address, { panel: 'members' }))).toEqual({ page: 'room', address, at: null, panel: 'members' })
  }
})

test('public rooms go by name, others by id', () => {
  expect(roomAddress({ id: '1', kind: 'public', name: 'tea' })).toBe('tea')
  expect(roomAddress({ id: '1', kind: 'private', name: 'tea' })).toBe('1')
  expect(roomAddress({ id: '1', kind: 'direct', name: null })).toBe('1')
})
