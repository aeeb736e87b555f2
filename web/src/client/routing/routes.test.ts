import { expect, test } from 'bun:test'
import { permalink, threadPath } from '../../messages/addresses.ts'
import { roomPath } from '../../rooms/room-title.ts'
import { readRoute, roomAddress } from './routes.ts'

const read = (path: string) => readRoute(new URL(path, 'http://localhost'))

test('an address names a room, a place in it and a panel', () => {
  expect(read('/rooms')).toEqual({ page: 'list', isAsked: false })
  expect(read('/rooms?q=')).toEqual({ page: 'list', isAsked: true })
  expect(read('/r/tea')).toEqual({ page: 'room', address: 'tea', at: null, panel: null, threadId: null })
  expect(read('/r/tea?around=7')).toEqual({
    page: 'room',
    address: 'tea',
    at: { around: 7 },
    panel: null,
    threadId: null,
  })
  expect(read('/r/tea?before=7')).toEqual({
    page: 'room',
    address: 'tea',
    at: { before: 7 },
    panel: null,
    threadId: null,
  })
  expect(read('/r/tea/members')).toEqual({ page: 'room', address: 'tea', at: null, panel: 'members', threadId: null })
  expect(read('/r/tea?around=x')).toEqual({ page: 'room', address: 'tea', at: null, panel: null, threadId: null })
})

test('other pages, and addresses that are none, are left to the browser', () => {
  for (const path of ['/', '/settings', '/r/', '/r/tea/edit', '/r/tea/live', '/r/%E0%A4']) expect(read(path)).toBeNull()
})

const ID = '0190f6c2-7a3e-7b1c-9d2e-3f4a5b6c7d8e'

test('an address names one message, or a thread beside its room', () => {
  const room = { page: 'room', address: 'tea', panel: null, threadId: null }
  expect(read('/r/tea/7')).toMatchObject({ ...room, at: { message: 7 } })
  expect(read(`/r/tea/${ID}`)).toMatchObject({ ...room, at: { message: ID } })
  expect(read(`/r/tea/t/${ID}`)).toMatchObject({ ...room, at: null, panel: 'thread', threadId: ID })
  expect(read(`/r/tea/t/${ID}?around=9`)).toMatchObject({ at: { around: 9 }, panel: 'thread', threadId: ID })
  expect(read('/threads')).toEqual({ page: 'threads' })
  for (const path of ['/r/tea/7x', '/r/tea/t/7', '/r/tea/1234567890123456']) expect(read(path)).toBeNull()
})

test('a path leads back to what it was made of', () => {
  for (const name of ['tea', 'naïve café', 'a/b', '%41', '日本']) {
    const path = roomPath({ id: ID, kind: 'public', name })
    expect(read(permalink(path, { seq: 3 }))).toMatchObject({ address: name, at: { message: 3 } })
    expect(read(threadPath(path, ID))).toMatchObject({ address: name, threadId: ID })
  }
})

test('public rooms go by name, others by id', () => {
  expect(roomAddress({ id: '1', kind: 'public', name: 'tea' })).toBe('tea')
  expect(roomAddress({ id: '1', kind: 'private', name: 'tea' })).toBe('1')
  expect(roomAddress({ id: '1', kind: 'direct', name: null })).toBe('1')
})
