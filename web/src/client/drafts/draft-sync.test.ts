import { expect, test } from 'bun:test'
import { ParleyError } from '@parley/protocol/errors.ts'
import { Unreachable } from '@parley/sdk/unreachable.ts'
import { Drafts, type TextStore } from './drafts.ts'
import { DraftSync } from './draft-sync.ts'

const ROOM = '01890000-0000-7000-8000-000000000001'

function aStore(): TextStore {
  const texts = new Map<string, string>()
  return {
    getItem: (key) => texts.get(key) ?? null,
    setItem: (key, text) => void texts.set(key, text),
    removeItem: (key) => void texts.delete(key),
    key: (at) => [...texts.keys()][at] ?? null,
    get length() {
      return texts.size
    },
  }
}

/** A server with the drafts of one person, and his devices. */
function aServer() {
  const server = {
    seq: 0,
    bodies: new Map<string, { body: string; version: number }>(),
    sets: [] as string[],
    fail: null as Error | null,
    devices: [] as { tell: (place: string, body: string) => void }[],
  }
  const set = async (roomId: string, body: string) => {
    if (server.fail) throw server.fail
    server.sets.push(body)
    server.seq += 1
    if (body === '') server.bodies.delete(roomId)
    else server.bodies.set(roomId, { body, version: server.seq })
    for (const device of server.devices) device.tell(roomId, body)
    return { logId: 'me', seq: server.seq, at: '', subjectId: roomId }
  }
  return { server, set }
}

function aDevice({ server, set }: ReturnType<typeof aServer>, store = aStore()) {
  const timers: (() => void)[] = []
  const drafts = new Drafts(store, 'ann')
  const shown: [string, string][] = []
  drafts.watchers.add((key, text) => key === ROOM && shown.push([key, text]))
  const listeners = { event: (_: object, __: string) => {}, change: () => {} }
  const state = { status: 'online', user: { epoch: 'e', cursor: server.seq, me: { id: 'me' } } }
  const client = {
    state,
    command: (_: string, { roomId, body }: { roomId: string; body: string }) => set(roomId, body),
    query: async () => ({
      head: server.seq,
      drafts: [...server.bodies].map(([roomId, { body, version }]) => ({
        roomId,
        rootId: null,
        body,
        version,
        at: '',
      })),
    }),
    onEvent: (listener: typeof listeners.event) => (listeners.event = listener),
    onChange: (listener: () => void) => (listeners.change = listener),
  }
  const sync = new DraftSync({
    client: client as never,
    drafts,
    after: (_, run) => {
      timers.push(run)
      return () => void timers.splice(timers.indexOf(run) >>> 0, 1)
    },
  })
  const device = {
    drafts,
    shown,
    sync,
    state,
    isDeaf: false,
    tell: (roomId: string, body: string) => {
      if (device.isDeaf) return
      state.user.cursor = server.seq
      const draft = body === '' ? null : { roomId, rootId: null, body, version: server.seq, at: '' }
      listeners.event({ type: 'draft.set', seq: server.seq, subjectId: roomId, rootId: null, draft }, 'me')
      listeners.change()
    },
    changed: () => listeners.change(),
    /** Two seconds later. */
    pass: async () => {
      for (const run of timers.splice(0)) run()
      await settled()
    },
  }
  server.devices.push(device)
  sync.start()
  return device
}

const settled = async () => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
}

test('what is cleared while it is on its way is cleared elsewhere as soon as it has come', async () => {
  const world = aServer()
  const [laptop, phone] = [aDevice(world), aDevice(world)]
  await settled()
  laptop.drafts.write(ROOM, 'low tide')
  laptop.sync.flush()
  laptop.drafts.write(ROOM, '')
  await settled()
  expect(world.server.sets).toEqual(['low tide', ''])
  expect(phone.drafts.read(ROOM)).toBe('')
})

test('what is typed on one device stands on the other, no oftener than every two seconds', async () => {
  const world = aServer()
  const [laptop, phone] = [aDevice(world), aDevice(world)]
  await settled()
  for (const text of ['h', 'he', 'hel']) laptop.drafts.write(ROOM, text)
  await settled()
  expect(world.server.sets).toEqual([])
  await laptop.pass()
  expect(world.server.sets).toEqual(['hel'])
  expect(phone.drafts.read(ROOM)).toBe('hel')
  expect(phone.shown).toEqual([[ROOM, 'hel']])
  expect(laptop.shown).toEqual([])
})

test('what is being typed here is not replaced by what another device sends, and wins as the later one', async () => {
  const world = aServer()
  const [laptop, phone] = [aDevice(world), aDevice(world)]
  await settled()
  laptop.drafts.write(ROOM, 'laptop')
  phone.drafts.write(ROOM, 'phone')
  await laptop.pass()
  expect(phone.drafts.read(ROOM)).toBe('phone')
  await phone.pass()
  expect([laptop.drafts.read(ROOM), phone.drafts.read(ROOM)]).toEqual(['phone', 'phone'])
})

test('what was sent is cleared everywhere at once, and what the server never had is not even told', async () => {
  const world = aServer()
  const [laptop, phone] = [aDevice(world), aDevice(world)]
  await settled()
  laptop.drafts.write(ROOM, 'quick')
  laptop.drafts.write(ROOM, '')
  await laptop.pass()
  expect(world.server.sets).toEqual([])
  laptop.drafts.write(ROOM, 'slow')
  await laptop.pass()
  laptop.drafts.write(ROOM, '')
  await settled()
  expect(world.server.sets).toEqual(['slow', ''])
  expect(phone.drafts.read(ROOM)).toBe('')
})

test('looking away sends at once', async () => {
  const world = aServer()
  const laptop = aDevice(world)
  await settled()
  laptop.drafts.write(ROOM, 'half')
  laptop.sync.flush()
  await settled()
  expect(world.server.sets).toEqual(['half'])
})

test('without a line the text waits here, and goes when there is one', async () => {
  const world = aServer()
  const laptop = aDevice(world)
  await settled()
  world.server.fail = new Unreachable()
  laptop.drafts.write(ROOM, 'half')
  await laptop.pass()
  laptop.state.status = 'reconnecting'
  laptop.changed()
  world.server.fail = null
  await laptop.pass()
  expect(world.server.sets).toEqual([])
  laptop.state.status = 'online'
  laptop.changed()
  await settled()
  expect(world.server.sets).toEqual(['half'])
})

test('what was missed is read: new texts, and those that were cleared meanwhile', async () => {
  const world = aServer()
  const store = aStore()
  const laptop = aDevice(world, store)
  const phone = aDevice(world)
  await settled()
  phone.drafts.write(ROOM, 'from the phone')
  await phone.pass()
  expect(laptop.drafts.read(ROOM)).toBe('from the phone')
  laptop.isDeaf = true
  phone.drafts.write(ROOM, '')
  await settled()
  // The page is loaded again.
  const again = aDevice(world, store)
  await settled()
  expect(again.drafts.read(ROOM)).toBe('')
})

test('what this device typed before it was closed goes when it is opened, in place of what was there', async () => {
  const world = aServer()
  const store = aStore()
  new Drafts(store, 'ann').write(ROOM, 'typed offline')
  await world.set(ROOM, 'older')
  const laptop = aDevice(world, store)
  await settled()
  expect(world.server.sets).toEqual(['older', 'typed offline'])
  expect(laptop.drafts.read(ROOM)).toBe('typed offline')
})

test('what the server refuses stays here, and nothing but drafts of rooms and threads is sent', async () => {
  const world = aServer()
  const laptop = aDevice(world)
  await settled()
  world.server.fail = new ParleyError('too_many')
  laptop.drafts.write(ROOM, 'one more')
  laptop.drafts.write('edit 1', 'an edit')
  await laptop.pass()
  world.server.fail = null
  await laptop.pass()
  expect(world.server.sets).toEqual([])
  expect(laptop.drafts.read(ROOM)).toBe('one more')
})
