import type { Device } from './device.ts'
import { managedRooms, messagesOf, one, roomsOf } from './picks.ts'
import type { Step } from './plan.ts'

type Doer = (device: Device, step: Step) => Promise<unknown> | undefined

const LEVELS = ['everything', 'mentions', 'nothing'] as const
const ROLES = ['owner', 'moderator', 'member'] as const
const EMOJI = ['👍', '🎉', '❤️']

/** What people do beside talking. */
export const SIDE_DEEDS = {
  type: (device, { pick }) => {
    const room = one(roomsOf(device), pick)
    if (room) device.parley.typing(room.room.id)
    return undefined
  },
  react: (device, { pick, other }) => {
    const message = one(messagesOf(device), pick)
    return message && device.parley.command('reaction.add', { messageId: message.id, emoji: one(EMOJI, other)! })
  },
  unreact: (device, { other }) => {
    const mine = messagesOf(device).filter(({ mine: own }) => (own?.length ?? 0) > 0)
    const message = one(mine, other)
    const [emoji] = message?.mine ?? []
    return message && emoji ? device.parley.command('reaction.remove', { messageId: message.id, emoji }) : undefined
  },
  thread: (device, { pick, other }) => {
    const root = one(
      messagesOf(device).filter(({ thread }) => thread),
      pick,
    )
    if (!root) return undefined
    const rootId = root.id
    return [
      () =>
        device.parley.query('thread.history', { rootId, limit: 3, ...(pick % 2 === 0 ? { around: root.seq } : {}) }),
      () => device.parley.query('thread.list', {}),
      () => device.parley.command('thread.follow', { rootId }),
      () => device.parley.command('thread.unfollow', { rootId }),
      () => device.parley.command('thread.advance', { rootId, seq: root.seq }),
    ][other % 5]!()
  },
  look: (device, { pick, other }) => {
    const room = one(roomsOf(device), pick)
    const message = one(messagesOf(device), other)
    if (!room || !message) return undefined
    const roomId = room.room.id
    return [
      () => device.parley.query('message.show', { messageId: message.id }),
      () => device.parley.query('message.show', { roomId: message.roomId, seq: message.seq }),
      () => device.parley.query('reaction.list', { messageId: message.id, emoji: EMOJI[0]! }),
      () => device.parley.query('message.search', { text: message.body.slice(0, 14) }),
      () => device.parley.query('room.members', { roomId }),
      () => device.parley.query('room.history', { roomId: message.roomId, around: message.seq, limit: 4 }),
      () => device.parley.loadOlder(roomId),
      () => device.parley.query('message.readers', { messageId: message.id }),
      () => device.parley.query('message.versions', { messageId: message.id }),
      () => device.parley.query('room.find-time', { roomId, at: message.at }),
      () => device.parley.query('pin.list', { roomId }),
    ][other % 11]!()
  },
  pin: (device, { pick }) => {
    const message = one(messagesOf(device), pick)
    const name = pick % 3 === 0 ? 'message.unpin' : 'message.pin'
    return message && device.parley.command(name, { messageId: message.id })
  },
  level: (device, { pick, other }) => {
    const room = one(roomsOf(device), pick)
    const level = one(LEVELS, other)!
    return room && device.parley.command('membership.set-level', { roomId: room.room.id, level })
  },
  'mark unread': (device, { pick }) => {
    const message = one(messagesOf(device), pick)
    return (
      message &&
      device.parley.command('membership.mark-unread', { roomId: message.roomId, seq: pick % 4 && message.seq })
    )
  },
  profile: (device, { pick }) => device.parley.command('profile.edit', { statusText: `status ${pick % 7}` }),
  'edit room': (device, { pick }) => {
    const room = one(managedRooms(device), pick)
    return room && device.parley.command('room.edit', { roomId: room.room.id, description: `number ${pick}` })
  },
  role: (device, { pick, other }) => {
    const room = one(managedRooms(device), pick)
    const userId = room && one(Object.keys(device.parley.state.user?.people ?? {}), other)
    return room && userId !== undefined
      ? device.parley.command('room.set-role', { roomId: room.room.id, userId, role: one(ROLES, pick)! })
      : undefined
  },
  'close room': (device, { pick }) => {
    const room = one(
      managedRooms(device).filter((managed) => managed.room.name?.startsWith('cove')),
      pick,
    )
    return room && device.parley.command('room.close', { roomId: room.room.id })
  },
} as const satisfies Record<string, Doer>
