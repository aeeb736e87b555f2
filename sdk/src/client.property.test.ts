import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { ANN, BOB, EVE, idOf, ROOM } from '../test/samples.ts'
import { seeded } from '../test/virtual-clock.ts'
import { type Device, World } from '../test/world.ts'

const DIRECT = idOf(0x200)

const aStep = fc.record({
  who: fc.integer({ min: 0, max: 2 }),
  what: fc.constantFrom(
    'post',
    'post',
    'post',
    'say',
    'edit',
    'delete',
    'read',
    'cut',
    'hush',
    'older',
    'open',
    'close',
    'leave',
    'join',
    'rename',
  ),
  waitMs: fc.constantFrom(0, 1, 30, 400, 3_000, 50_000),
  pick: fc.nat(),
})
type Step = typeof aStep extends fc.Arbitrary<infer S> ? S : never

const aRun = fc.record({
  steps: fc.array(aStep, { minLength: 5, maxLength: 60 }),
  faults: fc.constantFrom(0, 0.05, 0.3),
  seed: fc.nat(),
  catchUpEvents: fc.constantFrom(8, 2_000),
})

function trouble(device: Device, share: number, seed: number): void {
  const random = seeded(seed)
  device.network.fate = (frame) => {
    // What a server says once and never again is not lost on a connection that stands.
    const mayFail = frame.t === 'events' || frame.t === 'results' || frame.t === 'answer' || frame.t === 'heads'
    if (!mayFail || random() >= share) return 'sent'
    const kind = random()
    return kind < 0.4 ? 'lost' : kind < 0.7 ? 'doubled' : 'late'
  }
  device.network.losesAnswer = () => random() < share
}

async function act(world: World, devices: Device[], step: Step, said: Map<string, string[]>): Promise<void> {
  const device = devices[step.who]
  if (!device) return
  const { parley, network } = device
  const own = [...world.server.messages.values()].filter((message) => message.authorId === network.userId)
  const message = own[step.pick % Math.max(1, own.length)]
  const room = step.pick % 2 === 0 ? ROOM : DIRECT
  const isIn = world.server.mayRead(network.userId, room) && parley.state.user?.rooms[room]?.membership
  const quiet = () => {}
  if ((step.what === 'post' || step.what === 'say') && isIn && parley.state.user) {
    const body = `${network.userId.slice(-1)}${said.get(`${network.userId} ${room}`)?.length ?? 0}`
    said.set(`${network.userId} ${room}`, [...(said.get(`${network.userId} ${room}`) ?? []), body])
    void parley.post(room, body).catch(quiet)
  }
  if (step.what === 'edit' && message) void parley.editMessage(message, `edited ${step.pick}`).catch(quiet)
  if (step.what === 'delete' && message) void parley.deleteMessage(message).catch(quiet)
  if (step.what === 'read' && isIn) parley.advanceCursor(room, Math.max(1, step.pick % (world.server.head(room) + 1)))
  if (step.what === 'cut') network.cut()
  if (step.what === 'hush') network.sockets = network.sockets === 'open' ? 'silent' : 'open'
  if (step.what === 'older') void parley.loadOlder(room).catch(quiet)
  if (step.what === 'open') void parley.openRoom(room).catch(quiet)
  if (step.what === 'close') parley.closeRoom(room)
  // Only eve comes and goes: what somebody said before he was removed may be refused, and that is another law.
  if (step.what === 'leave' && world.server.mayRead(EVE, ROOM)) world.server.leave(ROOM, EVE)
  if (step.what === 'join' && !world.server.mayRead(EVE, ROOM)) world.server.join(ROOM, EVE)
  if (step.what === 'rename') world.server.rename(network.userId, `name ${step.pick}`)
  await world.clock.advance(step.waitMs)
}

/** What a client knows, in the words of a snapshot that is read now. */
function shown({ parley }: Device) {
  const { user } = parley.state
  const rooms = Object.values(user?.rooms ?? {})
    .filter((room) => room.membership)
    .map(({ room, membership, unread, reasons, cursor }) => ({ room, membership, unread, reasons, head: cursor }))
  return {
    cursor: user?.cursor,
    me: user?.me.displayName,
    rooms: rooms.sort((a, b) => (a.room.id < b.room.id ? -1 : 1)),
  }
}

function expectWhole(world: World, device: Device, isOrderly: boolean): void {
  const { server } = world
  const { userId } = device.network
  const entries = server.entries(userId).sort((a, b) => (a.room.id < b.room.id ? -1 : 1))
  expect(shown(device)).toEqual({ cursor: server.head(userId), me: server.users.get(userId), rooms: entries })
  for (const { room } of entries) {
    const window = device.parley.state.user?.rooms[room.id]?.window
    if (!window) continue
    const all = [...server.messages.values()]
      .filter((message) => message.roomId === room.id)
      .sort((a, b) => a.seq - b.seq)
    const from = all.findIndex((message) => message.id === window.messages[0]?.id)
    expect(window.messages).toEqual(from < 0 ? [] : all.slice(from, from + window.messages.length))
    if (!window.hasNewer) expect(window.messages.at(-1)?.id).toBe(all.at(-1)?.id)
    if (!window.hasOlder) expect(window.messages[0]?.id).toBe(all[0]?.id)
    for (const message of window.messages) {
      // People bear no version: frames that overtake one another may leave an old name. Who left is renamed elsewhere.
      if (!isOrderly || !server.mayRead(message.authorId, room.id)) continue
      expect(device.parley.state.user?.people[message.authorId]?.displayName).toBe(server.users.get(message.authorId))
    }
  }
}

test('whatever the network does, everybody ends with the same rooms, every word once and in order', async () => {
  await fc.assert(
    fc.asyncProperty(aRun, async ({ steps, faults, seed, catchUpEvents }) => {
      const world = new World()
      world.server.catchUpEvents = catchUpEvents
      world.server.join(ROOM, EVE)
      world.server.addRoom(DIRECT, [ANN, BOB], { kind: 'direct', name: null, peopleIds: [ANN, BOB] })
      const devices = [
        await world.online(ANN, {}, seed),
        await world.online(BOB, {}, seed + 1),
        await world.online(EVE, {}, seed + 2),
      ]
      const beat = () => {
        for (const { network } of devices) network.beat()
        world.clock.after(22_000, beat)
      }
      beat()
      for (const device of devices) {
        void device.parley.openRoom(ROOM).catch(() => {})
        trouble(device, faults, seed)
      }
      const said = new Map<string, string[]>()
      for (const step of steps) await act(world, devices, step, said)

      for (const { network } of devices) {
        network.fate = () => 'sent'
        network.losesAnswer = () => false
        network.sockets = 'open'
      }
      await world.clock.advance(60_000)
      // An edit of what was deleted meanwhile fails for good and holds up its room until the person has seen it.
      for (const { parley } of devices) {
        for (const { key, state } of parley.state.outbox) if (state === 'failed') await parley.discard(key)
      }
      await world.clock.advance(90_000)

      for (const device of devices) {
        expectWhole(world, device, faults === 0)
        expect(device.parley.state.status).toBe('online')
        expect(device.parley.state.outbox.filter((entry) => entry.state !== 'failed')).toEqual([])
      }
      for (const [key, bodies] of said) {
        const [userId, room] = key.split(' ')
        if (userId === EVE) continue
        const facts = world.server.logOf(room ?? '').facts
        const posted = facts.filter((fact) => fact.type === 'message.posted' && fact.actorId === userId)
        expect(posted.length).toBe(bodies.length)
        const kept = posted
          .flatMap((fact) => world.server.messages.get(fact.subjectId) ?? [])
          .map((message) => message.body)
        expect(kept.filter((body) => bodies.includes(body))).toEqual(bodies.filter((body) => kept.includes(body)))
      }
    }),
    { numRuns: Number(process.env['RUNS'] ?? 30), seed: Number(process.env['SEED'] ?? 1) },
  )
}, 600_000)
