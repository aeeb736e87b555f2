import { expect, test } from 'bun:test'
import type { RoomEvent } from '@parley/protocol/events.ts'
import { PLAIN } from '@parley/protocol/answers.ts'
import type { Listener } from './live-rooms.ts'
import { type LivePage, LiveStream, StreamSlots, type Timers } from './live-stream.ts'

function posted(seq: number, body: string): RoomEvent {
  const at = '2026-01-01T00:00:00.000Z'
  const message = {
    id: body,
    roomId: 'tea',
    seq,
    version: seq,
    authorId: 'ann',
    body,
    at,
    editedAt: null,
    deletedAt: null,
    ...PLAIN,
  }
  return { type: 'message.posted', seq, at, actorId: 'ann', subjectId: body, message, thread: null }
}

function aRoom() {
  const listeners = new Set<Listener>()
  const due: { ms: number; run: () => void }[] = []
  const timers: Timers = {
    every: (ms, run) => add({ ms, run }),
    after: (ms, run) => add({ ms, run }),
  }
  const add = (timer: { ms: number; run: () => void }) => {
    due.push(timer)
    return () => void due.splice(due.indexOf(timer), 1)
  }
  let loaded: (value: { html: string; head: number }) => void = () => {}
  const page: LivePage = {
    begin: () => new Promise((resolve) => (loaded = resolve)),
    more: ({ events }) => events.map((event) => `<p>${event.subjectId}</p>`).join(''),
    end: () => '<end>',
    follow: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  return {
    page,
    timers,
    due,
    listeners,
    load: (html: string, head: number) => loaded({ html, head }),
    say: (seq: number, body: string) =>
      listeners.forEach((one) => one.heard({ events: [posted(seq, body)], people: [] })),
  }
}

async function read(reader: { read(): Promise<{ value?: Uint8Array | undefined; done: boolean }> }): Promise<string> {
  const { value, done } = await reader.read()
  return done ? 'DONE' : new TextDecoder().decode(value)
}

test('what is said while the page is read comes once, and what is in it already does not come again', async () => {
  const room = aRoom()
  const reader = new LiveStream(room.page, room.timers).body.getReader()
  room.say(4, 'old')
  room.say(5, 'new')
  room.load('<page>', 4)
  expect(await read(reader)).toBe('<page>')
  expect(await read(reader)).toBe('<p>new</p>')
  room.say(6, 'newer')
  expect(await read(reader)).toBe('<p>newer</p>')
})

test('a byte keeps the page alive, and after ten minutes it starts anew', async () => {
  const room = aRoom()
  const reader = new LiveStream(room.page, room.timers).body.getReader()
  room.load('<page>', 0)
  await read(reader)
  expect(room.due.map((timer) => timer.ms)).toEqual([15_000, 600_000])
  room.due[0]?.run()
  expect(await read(reader)).toBe('\n')
  room.due[1]?.run()
  expect(await read(reader)).toBe('<end>')
  expect(await read(reader)).toBe('DONE')
  expect(room.listeners.size).toBe(0)
  expect(room.due).toEqual([])
})

test('who is removed hears no more', async () => {
  const room = aRoom()
  const reader = new LiveStream(room.page, room.timers).body.getReader()
  room.load('<page>', 0)
  await read(reader)
  for (const listener of room.listeners) listener.ended()
  room.say(1, 'secret')
  expect(await read(reader)).toBe('<end>')
  expect(await read(reader)).toBe('DONE')
})

test('a browser that goes away leaves nothing behind', async () => {
  const room = aRoom()
  const reader = new LiveStream(room.page, room.timers).body.getReader()
  room.load('<page>', 0)
  await read(reader)
  await reader.cancel()
  expect(room.listeners.size).toBe(0)
  expect(room.due).toEqual([])
})

test('a fourth page of a session ends its first', async () => {
  const slots = new StreamSlots()
  const open = Array.from({ length: 4 }, () => {
    const room = aRoom()
    const stream = new LiveStream(room.page, room.timers)
    const free = slots.take('s', stream)
    room.load('<page>', 0)
    return { reader: stream.body.getReader(), free }
  })
  const [first, second] = open
  if (!first || !second) throw new Error('four were opened')
  expect(await read(first.reader)).toBe('<end>')
  expect(await read(second.reader)).toBe('<page>')
  for (const one of open) one.free()
  expect(slots.count('s')).toBe(0)
})
