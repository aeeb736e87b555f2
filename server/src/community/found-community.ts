import type { CommandInput } from '@parley/protocol/commands.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import { normalizeDisplayName } from '../accounts/display-name.ts'
import { checkNewPassword } from '../accounts/password-rules.ts'
import { findMadeBy } from '../accounts/queries.ts'
import { recordUser } from '../accounts/record-user.ts'
import { skeleton } from '../accounts/skeleton.ts'
import { normalizeUserName } from '../accounts/user-name.ts'
import type { CommandEntry, PreparePorts } from '../commands.ts'
import type { UserTable } from '../database/schema.ts'
import { append } from '../events/append.ts'
import { outcomeOf } from '../events/outcome.ts'
import { findOutcome } from '../events/repeat.ts'
import { isRoomIdFree } from '../rooms/queries.ts'
import { actingAs } from '../sessions/acting-as.ts'
import { recordSession, type SessionStart, startSession } from '../sessions/record-session.ts'
import { findCommunity } from './queries.ts'
import { recordCommunity } from './record-community.ts'
import { isSetUpCode } from './set-up-code.ts'

type Prepared = SessionStart & {
  commandId: string
  userName: string
  displayName: string
  communityName: string
  guestRooms: boolean
  language: UserTable['language']
  passwordHash: string
  firstRoomId: string
  /** The owner whom the same request made before, by somebody who knows the password. */
  madeId: string | null
}

/**
 * Makes the first owner and the community: however many come at once with the code, one wins. The same request again, with
 * the right password, logs in. The subject is the owner.
 */
export const foundCommunity: CommandEntry<'community.found', Prepared> = {
  prepare: async (input, _actor, origin, ports) => {
    const names = readNames(input)
    const start = {
      ...startSession(origin),
      ...names,
      commandId: input.id,
      guestRooms: input.guestRooms,
      language: input.language ?? 'auto',
      firstRoomId: crypto.randomUUID(),
    }
    const isFounded = await ports.read(async (reader) => (await findCommunity(reader)) !== undefined)
    if (isFounded) return { ...start, passwordHash: '', madeId: await findMade(ports, names.userName, input) }
    if (!isSetUpCode(ports.setUpCode, input.code)) throw new ParleyError('wrong_set_up_code', { field: 'code' })
    checkNewPassword(input.password, names.userName)
    return { ...start, passwordHash: await ports.passwords.hash(input.password), madeId: null }
  },
  run: async (tx, _actor, prepared) => {
    if (prepared.madeId !== null) {
      const first = await findOutcome(tx, prepared.madeId, prepared.commandId, tx.mark.fingerprint ?? '')
      if (!first) throw new ParleyError('already_set_up')
      await recordSession(tx, prepared, prepared.madeId)
      return first
    }
    const id = prepared.commandId
    if (await findMadeBy(tx, skeleton(prepared.userName), id)) throw new ParleyError('busy', { retryS: 1 })
    if (await findCommunity(tx)) throw new ParleyError('already_set_up')
    if (!(await isRoomIdFree(tx, id)))
      throw new ParleyError('bad_input', { field: 'id', problem: 'This id is in use.' })
    const own = actingAs(tx, id)
    await recordUser(own, {
      id,
      role: 'owner',
      user_name: prepared.userName,
      skeleton: skeleton(prepared.userName),
      display_name: prepared.displayName,
      password_hash: prepared.passwordHash,
      language: prepared.language,
    })
    const event = await append(own, id, { type: 'community.founded', subjectId: id })
    await recordSession(own, prepared, id)
    await recordCommunity(own, {
      name: prepared.communityName,
      guestRooms: prepared.guestRooms,
      ownerId: id,
      firstRoomId: prepared.firstRoomId,
    })
    return outcomeOf(event)
  },
}

function readNames(input: CommandInput<'community.found'>) {
  const userName = normalizeUserName(input.userName)
  return {
    userName,
    displayName: input.displayName === undefined ? userName : normalizeDisplayName(input.displayName),
    communityName: normalizeDisplayName(input.communityName, 'communityName'),
  }
}

async function findMade(
  ports: PreparePorts,
  userName: string,
  input: CommandInput<'community.found'>,
): Promise<string> {
  const account = skeleton(userName)
  const made = await ports.read((reader) => findMadeBy(reader, account, input.id))
  if (made && (await ports.passwords.verify(input.password, made.password_hash))) return made.id
  throw new ParleyError('already_set_up')
}
