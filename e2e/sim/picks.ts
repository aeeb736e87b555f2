import type { Message } from '@parley/protocol/messages.ts'
import type { RoomState } from '@parley/sdk/state/room.ts'
import type { Device } from './device.ts'

/** One of what there is, if there is any. */
export function one<T>(list: readonly T[], pick: number): T | undefined {
  return list[pick % list.length]
}

/** The rooms in which a device's person is. */
export function roomsOf({ parley }: Device): RoomState[] {
  return Object.values(parley.state.user?.rooms ?? {}).filter(({ membership }) => membership)
}

/** Those of them whose people he may add and remove. */
export function managedRooms(device: Device): RoomState[] {
  const isOwner = device.parley.state.user?.me.role === 'owner'
  return roomsOf(device).filter(
    ({ room, membership }) => room.kind !== 'direct' && (isOwner || membership?.role === 'owner'),
  )
}

/** What a device shows that is not deleted. */
export function messagesOf(device: Device): Message[] {
  return roomsOf(device).flatMap(({ window }) => window?.messages.filter(({ deletedAt }) => deletedAt === null) ?? [])
}

/** Of that what its own person said. */
export function ownMessages(device: Device): Message[] {
  return messagesOf(device).filter(({ authorId }) => authorId === device.user)
}
