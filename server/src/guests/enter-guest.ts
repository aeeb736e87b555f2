import type { CommandInput } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import { normalizeDisplayName } from '../accounts/display-name.ts'
import { hasCarriedOut } from '../accounts/queries.ts'
import { recordUser } from '../accounts/record-user.ts'
import type { Actor } from '../actor.ts'
import type { CommandEntry, Origin, PreparePorts } from '../commands.ts'
import type { Transaction } from '../database/transaction.ts'
import { append } from '../events/append.ts'
import { outcomeOf, recordUnchanged } from '../events/outcome.ts'
import { findOutcome } from '../events/repeat.ts'
import { recordMember } from '../memberships/record-member.ts'
import { recordRoom } from '../rooms/record-room.ts'
import { normalizeRoomName } from '../rooms/room-name.ts'
import { actingAs } from '../sessions/acting-as.ts'
import { recordSession, type SessionStart, startSession } from '../sessions/record-session.ts'
import { type Entry, planEntry, type Wish } from './entry.ts'
import { findMadeGuest } from './queries.ts'

type Prepared = SessionStart & {
  commandId: string
  wish: Wish
  /** Random, unlike the command's id: that id lets its sender come back as this guest, and others see the ids of people. */
  newUserId: string
  newRoomId: string
}

/**
 * Enters a room by its name under a display name, without an account; makes the room where the owner allows that. A guest
 * may enter more rooms under the same name. The same request again comes back as the same guest. The subject is the room.
 */
export const enterGuest: CommandEntry<'guest.enter', Prepared> = {
  prepare: async (input, actor, origin, ports) => {
    const wish = readWish(input)
    await takeLimits(ports, actor, origin, wish, input.id)
    return {
      ...startSession(origin),
      commandId: input.id,
      wish,
      newUserId: crypto.randomUUID(),
      newRoomId: crypto.randomUUID(),
    }
  },
  run: async (tx, actor, prepared) => {
    const again = actor.id === null ? await comeBack(tx, prepared) : null
    if (again) return again
    const entry = await planEntry(tx, actor, prepared.wish)
    if (actor.id === null) return enterNew(tx, entry, prepared)
    if (entry.isIn && entry.roomId !== null) return recordUnchanged(tx, actor.id, entry.roomId)
    return enter(tx, actor.id, entry, prepared)
  },
}

/** A name that only Parley itself uses is answered like one that a guest may not have. */
function readWish(input: CommandInput<'guest.enter'>): Wish {
  const displayName = normalizeDisplayName(input.displayName)
  try {
    return { displayName, roomName: normalizeRoomName(input.roomName) }
  } catch (error) {
    if (!(error instanceof ParleyError)) throw error
    if (error.code === 'room_name_unavailable') return { displayName, roomName: null }
    throw new ParleyError(error.code, { ...error.hints, field: 'roomName' })
  }
}

/** Only who would get in is counted, so that a wrong name costs nobody his turn. */
async function takeLimits(
  ports: PreparePorts,
  actor: Actor,
  origin: Origin,
  wish: Wish,
  commandId: string,
): Promise<void> {
  const entry = await ports.read(async (reader) => {
    const isRepeat =
      actor.id === null
        ? (await findMadeGuest(reader, wish.displayName, commandId)) !== undefined
        : await hasCarriedOut(reader, actor.id, commandId)
    return isRepeat ? null : planEntry(reader, actor, wish)
  })
  if (!entry || entry.isIn) return
  if (entry.roomId === null) refuseFor(ports.takeNewGuestRoom(origin))
  if (actor.id === null) refuseFor(ports.takeNewGuest(origin))
}

function refuseFor(waitS: number): void {
  if (waitS > 0) throw new ParleyError('too_fast', { retryS: waitS })
}

/** Whose answer was lost sends the same id, which nobody else knows. */
async function comeBack(tx: Transaction, prepared: Prepared): Promise<Outcome | null> {
  const guest = await findMadeGuest(tx, prepared.wish.displayName, prepared.commandId)
  if (!guest) return null
  const first = await findOutcome(tx, guest.id, prepared.commandId, tx.mark.fingerprint ?? '')
  if (first) await recordSession(tx, prepared, guest.id)
  return first
}

async function enterNew(tx: Transaction, entry: Entry, prepared: Prepared): Promise<Outcome> {
  const id = prepared.newUserId
  const own = actingAs(tx, id)
  await recordUser(own, {
    id,
    role: 'guest',
    user_name: null,
    skeleton: null,
    display_name: entry.displayName,
    password_hash: null,
  })
  await recordSession(own, prepared, id)
  return enter(own, id, entry, prepared)
}

async function enter(tx: Transaction, userId: string, entry: Entry, prepared: Prepared): Promise<Outcome> {
  const roomId = entry.roomId ?? prepared.newRoomId
  const event = await append(tx, userId, { type: 'guest.entered', subjectId: roomId })
  if (entry.roomId === null) {
    await recordRoom(tx, {
      id: roomId,
      kind: 'public',
      name: entry.roomName,
      description: '',
      openToGuests: true,
      peopleKey: null,
      createdBy: userId,
    })
  }
  await recordMember(tx, { roomId, userId, role: entry.roomId === null ? 'owner' : 'member' })
  return outcomeOf(event)
}
