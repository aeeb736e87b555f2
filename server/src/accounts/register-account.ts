import type { CommandInput } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import type { Actor, KnownActor } from '../actor.ts'
import type { CommandEntry, PreparePorts } from '../commands.ts'
import type { UserTable } from '../database/schema.ts'
import type { Transaction } from '../database/transaction.ts'
import { append } from '../events/append.ts'
import { outcomeOf } from '../events/outcome.ts'
import { findOutcome } from '../events/repeat.ts'
import { readInviteToken } from '../invites/invite-token.ts'
import { recordInviteUsed } from '../invites/record-invite-used.ts'
import { recordMemberEdited } from '../memberships/record-member.ts'
import { fold } from '../search/fold.ts'
import { isRoomIdFree } from '../rooms/queries.ts'
import { actingAs } from '../sessions/acting-as.ts'
import {
  endSessions,
  recordSession,
  replaceSession,
  type SessionStart,
  startSession,
} from '../sessions/record-session.ts'
import { derivedFrom, normalizeDisplayName } from './display-name.ts'
import { checkNewPassword } from './password-rules.ts'
import { findMadeBy, hasCarriedOut } from './queries.ts'
import { recordFirstRoom, recordUser } from './record-user.ts'
import { checkRegistration, type Registration } from './registration.ts'
import { skeleton } from './skeleton.ts'
import { normalizeUserName } from './user-name.ts'

type Prepared = SessionStart &
  Registration & {
    commandId: string
    displayName: string | null
    language: UserTable['language'] | null
    passwordHash: string
    /** The account that the same request made before, by somebody who knows its password. */
    madeId: string | null
  }

/**
 * Makes an account with a session. A guest keeps his id, and so his rooms and what he said, but for a new token. The same
 * request again, with the right password, logs in. The subject is the user.
 */
export const registerAccount: CommandEntry<'account.register', Prepared> = {
  prepare: async (input, actor, origin, ports) => {
    const registration = readRegistration(input, ports.secret)
    const displayName = input.displayName === undefined ? null : normalizeDisplayName(input.displayName)
    checkNewPassword(input.password, registration.userName)
    const start = {
      ...startSession(origin),
      ...registration,
      commandId: input.id,
      displayName,
      language: input.language ?? null,
    }
    const made = await findMade(ports, registration, input)
    if (made) return { ...start, passwordHash: '', madeId: made }
    if (await isRepeat(ports, actor, input.id)) return { ...start, passwordHash: '', madeId: null }
    await ports.read((reader) => checkRegistration(reader, registration, ports.clock()))
    return { ...start, passwordHash: await ports.passwords.hash(input.password), madeId: null }
  },
  run: async (tx, actor, prepared) => {
    if (prepared.madeId !== null) return logInAgain(tx, prepared, prepared.madeId)
    // Its twin was committed since: when it comes again, the password is checked.
    if (await findMadeBy(tx, prepared.skeleton, prepared.commandId)) throw new ParleyError('busy', { retryS: 1 })
    await checkRegistration(tx, prepared, tx.now)
    if (prepared.inviteId !== null) await recordInviteUsed(tx, prepared.inviteId)
    return actor.id === null ? registerNew(tx, prepared) : registerGuest(tx, actor, prepared)
  },
}

function readRegistration(input: CommandInput<'account.register'>, secret: string): Registration {
  const userName = normalizeUserName(input.userName)
  const inviteId = input.invite ? readInviteToken(secret, input.invite) : null
  return { userName, skeleton: skeleton(userName), inviteId }
}

async function findMade(
  ports: PreparePorts,
  registration: Registration,
  input: CommandInput<'account.register'>,
): Promise<string | null> {
  const made = await ports.read((reader) => findMadeBy(reader, registration.skeleton, input.id))
  if (!made) return null
  if (await ports.passwords.verify(input.password, made.password_hash)) return made.id
  throw new ParleyError('user_name_taken', { field: 'userName' })
}

async function isRepeat(ports: PreparePorts, actor: Actor, commandId: string): Promise<boolean> {
  if (actor.id === null) return false
  return ports.read((reader) => hasCarriedOut(reader, actor.id, commandId))
}

async function logInAgain(tx: Transaction, prepared: Prepared, userId: string): Promise<Outcome> {
  const first = await findOutcome(tx, userId, prepared.commandId, tx.mark.fingerprint ?? '')
  if (!first) throw new ParleyError('busy', { retryS: 1 })
  await recordSession(tx, prepared, userId)
  return first
}

async function registerNew(tx: Transaction, prepared: Prepared): Promise<Outcome> {
  const id = prepared.commandId
  if (!(await isRoomIdFree(tx, id))) throw new ParleyError('bad_input', { field: 'id', problem: 'This id is in use.' })
  const own = actingAs(tx, id)
  await recordUser(own, {
    id,
    role: 'member',
    user_name: prepared.userName,
    skeleton: prepared.skeleton,
    display_name: prepared.displayName ?? prepared.userName,
    password_hash: prepared.passwordHash,
    ...(prepared.language === null ? {} : { language: prepared.language }),
  })
  const event = await append(own, id, { type: 'account.registered', subjectId: id })
  await recordSession(own, prepared, id)
  await recordFirstRoom(own, id)
  return outcomeOf(event)
}

async function registerGuest(tx: Transaction, guest: KnownActor, prepared: Prepared): Promise<Outcome> {
  await tx.db
    .updateTable('users')
    .set({
      role: 'member',
      user_name: prepared.userName,
      user_name_folded: fold(prepared.userName),
      skeleton: prepared.skeleton,
      password_hash: prepared.passwordHash,
      ...(prepared.language === null ? {} : { language: prepared.language }),
      ...(prepared.displayName === null
        ? {}
        : { display_name: prepared.displayName, ...derivedFrom(prepared.displayName) }),
    })
    .where('id', '=', guest.id)
    .execute()
  const sessions = await endSessions(tx, guest.id, { except: guest.sessionId })
  const ends = { sessions, replaced: [guest.sessionId] }
  const event = await append(tx, guest.id, { type: 'account.registered', subjectId: guest.id, ends })
  await replaceSession(tx, prepared, guest)
  await recordMemberEdited(tx, guest.id)
  await recordFirstRoom(tx, guest.id)
  return outcomeOf(event)
}
