import type { CommandName } from '@parley/protocol/commands.ts'
import type { QueryOutput } from '@parley/protocol/queries.ts'
import type { RoomState } from '@parley/sdk/state/room.ts'
import { type EventSeen, tokenOf } from '../checker/history.ts'
import type { Device } from './device.ts'
import type { Deed, Step } from './plan.ts'
import { eventSeen, messageSeen, type Recorder } from './recorder.ts'
import { managedRooms, messagesOf, one, ownMessages, roomsOf } from './picks.ts'
import { SIDE_DEEDS } from './side-deeds.ts'
import { FOREIGN_REF } from './tap.ts'

/** What the people of a run have to do with. */
export type Crowd = { devices: readonly Device[]; recorder: Recorder; userIds: readonly string[]; publicRoomId: string }

/** Tells the run's deeds apart. */
export class Deeds {
  readonly #crowd: Crowd
  #tokens = 0
  #refs = FOREIGN_REF

  constructor(crowd: Crowd) {
    this.#crowd = crowd
  }

  /** Lets somebody do something, if there is anything to do it to. */
  perform(step: Step & { is: 'deed' }): void {
    const device = this.#crowd.devices[step.device]!
    // Whoever waits for an answer that never comes waits for ever, as a program does that was ended.
    this.#doers[step.what](device, step)?.catch(() => {})
  }

  readonly #doers: Record<Deed, (device: Device, step: Step) => Promise<unknown> | undefined> = {
    post: (device, { pick }) => {
      const room = one(roomsOf(device), pick)
      return room && device.parley.post(room.room.id, this.#says(pick))
    },
    edit: (device, { pick }) => {
      const message = one(ownMessages(device), pick)
      return message && device.parley.editMessage(message, this.#says(pick))
    },
    delete: (device, { pick }) => {
      const message = one(ownMessages(device), pick)
      return message && device.parley.deleteMessage(message)
    },
    read: async (device, { pick, other }) => {
      const room = one(roomsOf(device), pick)
      const message = room?.window && one(room.window.messages, other)
      if (message) device.parley.advanceCursor(room.room.id, message.seq)
    },
    repeat: (device, { pick }) => this.#repeat(device, device, pick),
    'repeat elsewhere': (device, { pick, other }) => {
      const own = this.#crowd.devices.filter(({ user, name }) => user === device.user && name !== device.name)
      return this.#repeat(one(own, other) ?? device, device, pick)
    },
    add: (device, { pick, other }) => {
      const room = one(roomsOf(device), pick)
      const userId = one(this.#crowd.userIds, other)!
      return room && device.parley.command('room.add-member', { roomId: room.room.id, userId })
    },
    remove: (device, { pick, other }) => {
      const room = one(managedRooms(device), pick)
      const userId = room && this.#someoneElse(device, other)
      if (!room || !userId) return undefined
      // Others speak while it happens.
      for (const speaker of this.#crowd.devices)
        if ((speaker.parley.state.user?.rooms[room.room.id]?.membership ?? null) !== null && pick % 2 === 0)
          speaker.parley.post(room.room.id, this.#says(pick)).catch(() => {})
      return device.parley.command('room.remove-member', { roomId: room.room.id, userId })
    },
    'remove at a return': (device, { pick, other }) => {
      const room = one(managedRooms(device), pick)
      const userId = room && this.#someoneElse(device, other)
      const returning = this.#crowd.devices.find(({ user }) => user === userId)
      if (!room || !userId || !returning) return undefined
      returning.onHello.push(() => {
        device.parley.command('room.remove-member', { roomId: room.room.id, userId }).catch(() => {})
      })
      return undefined
    },
    join: (device) => device.parley.command('room.join', { roomId: this.#crowd.publicRoomId }),
    leave: (device, { pick }) => {
      const room = one(roomsOf(device), pick)
      return room && device.parley.command('room.leave', { roomId: room.room.id })
    },
    direct: (device, { other }) =>
      device.parley.command('room.open-direct', { userIds: [one(this.#crowd.userIds, other)!] }),
    room: (device, { pick }) =>
      device.parley.command('room.create', { name: `cove ${pick}`, kind: pick % 2 === 0 ? 'private' : 'public' }),
    snapshot: (device, { pick }) => {
      const room = one(roomsOf(device), pick)
      if (room) fold(this.#crowd.recorder, device, room)
      return room && snapshot(this.#crowd.recorder, device, room.room.id, false)
    },
    ...SIDE_DEEDS,
    watch: (device, { pick }) => {
      device.parley.watchPresence(this.#crowd.userIds)
      device.parley.setPresence(pick % 2 === 0 ? 'away' : 'online')
      return undefined
    },
    reply: (device, { pick }) => {
      const root = one(messagesOf(device), pick)
      return (
        root &&
        device.parley.command('message.post', {
          ...{ roomId: root.roomId, rootId: root.id, body: this.#says(pick) },
          ...(pick % 3 === 0 ? { alsoInRoom: true } : {}),
        })
      )
    },
    log: (device, { pick }) => {
      const room = one(roomsOf(device), pick)
      return room && readWhole(this.#crowd.recorder, device, room.room.id, false)
    },
  }

  #someoneElse(device: Device, pick: number): string | undefined {
    return one(
      this.#crowd.userIds.filter((id) => id !== device.user),
      pick,
    )
  }

  #says(pick: number): string {
    return `${tokenOf(++this.#tokens)}${pick % 40 === 0 ? ' and so on'.repeat(100) : ''}`
  }

  /**
   * Sends something again that was sent before under the same id: at once or much later, by the same device or another. What
   * was not acknowledged is the outbox's to send again, which keeps its order; on the way frames are doubled as well.
   */
  #repeat(by: Device, of: Device, pick: number): Promise<unknown> | undefined {
    const acked = this.#crowd.recorder.acked.get(of.name) ?? []
    const sent = acked.filter(({ name }) => REPEATED.has(name))
    const entry = pick % 2 === 0 ? one(sent.slice(-3), pick) : one(sent, pick)
    if (!entry || !by.wire?.isOpen || !by.wire.isGreeted) return undefined
    const { name, input } = entry
    by.wire.send(JSON.stringify({ t: 'commands', ref: ++this.#refs, commands: [{ name, input }] }))
    return undefined
  }
}

const REPEATED: ReadonlySet<string> = new Set<CommandName>([
  'message.post',
  'message.edit',
  'message.delete',
  'cursor.advance',
])

/** Writes what a device shows of a room, where that reaches the present. */
export function fold(
  recorder: Recorder,
  device: Device,
  state: RoomState,
  { isFinal = false, isSteady = false }: { isFinal?: boolean; isSteady?: boolean } = {},
): void {
  const { room, window, cursor, membership } = state
  const epoch = device.parley.state.user?.epoch ?? ''
  const by = { client: device.name, user: device.user, node: 'one', log: room.id }
  if (membership && isFinal) {
    const { readSeq } = membership
    recorder.write({ k: 'cursor', stream: device.stream, user: device.user, log: room.id, readSeq, isFinal })
  }
  if (!window || window.hasNewer) return
  const isWhole = !window.hasOlder && !window.hole
  const from = isWhole ? 0 : (window.messages[0]?.seq ?? cursor + 1)
  const messages = window.messages.map(messageSeen)
  const members = state.members ? { members: state.members.map(({ userId }) => userId) } : {}
  const entry = {
    ...by,
    began: recorder.now,
    how: 'fold',
    epoch,
    head: cursor,
    messages,
    from,
    ...members,
    isFinal,
    isSteady,
  } as const
  recorder.write({ k: 'snapshot', ...entry })
}

/** Reads a room's last page afresh and writes it down. */
export async function snapshot(recorder: Recorder, device: Device, log: string, isFinal: boolean): Promise<void> {
  const began = recorder.now
  const { parley, name: client, user } = device
  const epoch = parley.state.user?.epoch ?? ''
  const page = await parley.query('room.history', { roomId: log, limit: 100 })
  const from = page.hasOlder ? (page.messages[0]?.seq ?? 0) : 0
  const messages = page.messages.map(messageSeen)
  const entry = { began, how: 'fresh', client, user, node: 'one', log, epoch, head: page.head, messages, from } as const
  recorder.write({ k: 'snapshot', ...entry, isFinal })
}

/** Reads a log from its beginning to its head and writes it down. */
export async function readWhole(recorder: Recorder, device: Device, log: string, isFinal: boolean): Promise<void> {
  const began = recorder.now
  const { parley, name: client, user } = device
  const events: EventSeen[] = []
  let epoch = ''
  for (let hasMore = true; hasMore;) {
    const read: QueryOutput<'log.read'> = await parley.query('log.read', {
      cursors: { [log]: events.at(-1)?.seq ?? 0 },
      waitS: 0,
    })
    // It may have been lost in the middle, or be too long to be read on.
    if (read.gone.length > 0 || read.resets.length > 0) return
    epoch = read.epoch
    events.push(...read.logs.flatMap((part) => part.events.map(eventSeen)))
    hasMore = read.hasMore
  }
  const head = events.at(-1)?.seq ?? 0
  recorder.write({ k: 'read', began, client, user, node: 'one', log, epoch, head, tail: 0, events, isFinal })
}

/** Reads how far somebody has read his rooms. */
export async function readCursors(recorder: Recorder, device: Device): Promise<void> {
  const { entries } = await device.parley.query('room.list', {})
  const by = { k: 'cursor', stream: `${device.name} afresh`, user: device.user, isFinal: true } as const
  for (const { room, membership } of entries)
    if (membership) recorder.write({ ...by, log: room.id, readSeq: membership.readSeq })
}
