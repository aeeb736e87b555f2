import type { CommandInput, CommandName } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import { ERRORS } from '@parley/protocol/errors.ts'
import fc from 'fast-check'
import { PASSWORD } from './inputs.ts'
import { LATER_DEEDS } from './later.ts'
import { aParley, type TestParley } from './parley.ts'
import { personWith, type TestPerson } from './people.ts'
import { newName, send } from './scene.ts'

/** Something that somebody does; the numbers pick whom and what, from whatever there is then. */
export type Deed = {
  what: CommandName
  who: number
  pick: number
  other: number
  /** At the same time as the one before. */
  isTogether: boolean
}

/** Everybody and everything of a history as it unfolds. */
export type Stage = {
  world: TestParley
  /** One for each session: somebody may be here twice. */
  people: TestPerson[]
  rooms: string[]
  roomNames: string[]
  messages: { id: string; authorId: string; roomId: string }[]
  invites: string[]
  sections: string[]
  scheduled: { id: string; authorId: string }[]
}

type Inputs = {
  [N in CommandName]: (stage: Stage, deed: Deed, who: TestPerson) => Omit<CommandInput<N>, 'id'> | null
}

/** What somebody sends; null when there is nothing yet that it could be about. */
const INPUTS: Inputs = {
  'community.found': ({ world }) => ({
    code: world.setUpCode,
    communityName: 'Tideline',
    userName: 'olga',
    password: PASSWORD,
    guestRooms: true,
  }),
  'community.edit': (_, { pick }) => ({ description: `by the sea ${pick % 3}` }),
  'account.register': ({ people }) =>
    people.length > 9 ? null : { userName: newName('nora'), displayName: newName('Nora'), password: PASSWORD },
  'password.change': () => ({ current: PASSWORD, next: PASSWORD }),
  'profile.edit': (_, { pick, other }) =>
    pick % 3 === 0
      ? { bio: `bio ${other}`, availability: other % 2 === 0 ? 'dnd' : 'auto', availabilityFor: '1h' }
      : { displayName: `Name ${other % 5}`, statusText: `status ${pick % 3}`, statusFor: '30min' },
  'session.log-in': ({ people }, _, who) => (people.length > 9 ? null : { userName: who.name, password: PASSWORD }),
  'session.log-out': ({ people }, _, who) => (people.filter(({ id }) => id === who.id).length < 2 ? null : {}),
  'session.end': ({ people }, { pick }, who) => {
    const others = people.filter((one) => one.id === who.id && one !== who)
    return others.length === 0 ? null : { sessionId: at(others, pick)!.sessionId }
  },
  'guest.enter': ({ people, roomNames }, { pick }, who) =>
    people.length > 9 && who.role !== 'guest'
      ? null
      : {
          roomName: pick % 2 === 0 ? newName('cafe') : at(roomNames, pick)!,
          displayName: who.role === 'guest' ? who.name : newName('Gil'),
        },
  'guest.end': ({ people }, { pick }) => {
    const guests = people.filter(({ role }) => role === 'guest')
    return guests.length === 0 ? null : { guestId: at(guests, pick)!.id }
  },
  'invite.create': () => ({ maxUses: 2 }),
  'invite.revoke': ({ invites }, { pick }) => (invites.length === 0 ? null : { inviteId: at(invites, pick)! }),
  'user.deactivate': ({ people }, { pick }) => ({ userId: at(people.slice(3), pick)?.id ?? crypto.randomUUID() }),
  'user.reactivate': ({ people }, { pick }) => ({ userId: at(people.slice(3), pick)?.id ?? crypto.randomUUID() }),
  'user.set-role': ({ people }, { pick, other }) => ({
    userId: at(people.slice(1), pick)?.id ?? crypto.randomUUID(),
    role: other % 2 === 0 ? 'owner' : 'member',
  }),
  'room.create': (_, { pick }) => ({ name: newName('cove'), kind: pick % 2 === 0 ? 'public' : 'private' }),
  'room.join': ({ rooms }, { pick }) => ({ roomId: at(rooms, pick)! }),
  'room.leave': ({ rooms }, { pick }) => ({ roomId: at(rooms, pick)! }),
  'room.edit': ({ rooms }, { pick, other }) => ({
    roomId: at(rooms, pick)!,
    ...(other % 2 === 0 ? { name: newName('bay') } : { description: `d ${other}`, openToGuests: true }),
    ...(other % 5 === 4 ? { announcementsOnly: pick % 2 === 0 } : {}),
  }),
  'room.add-member': ({ rooms, people }, { pick, other }) => ({
    roomId: at(rooms, pick)!,
    userId: at(people, other)!.id,
  }),
  'room.remove-member': ({ rooms, people }, { pick, other }) => ({
    roomId: at(rooms, pick)!,
    userId: at(people, other)!.id,
  }),
  'room.open-direct': ({ people }, { pick, other }) => ({ userIds: [at(people, pick)!.id, at(people, other)!.id] }),
  'room.close': ({ rooms }, { pick }) => (rooms.length < 6 ? null : { roomId: at(rooms, pick)! }),
  'room.set-topic': ({ rooms }, { pick, other }) => ({ roomId: at(rooms, pick)!, topic: `topic ${other % 4}` }),
  'room.archive': ({ rooms }, { pick, other }) => (other % 3 > 0 ? null : { roomId: at(rooms, pick)! }),
  'room.restore': ({ rooms }, { pick }) => ({ roomId: at(rooms, pick)! }),
  'room.convert': ({ rooms }, { pick, other }) => ({
    roomId: at(rooms, pick)!,
    kind: other % 2 === 0 ? 'public' : 'private',
  }),
  'room.set-role': ({ rooms, people }, { pick, other }) => ({
    roomId: at(rooms, pick)!,
    userId: at(people, other)!.id,
    role: at(['member', 'moderator', 'owner'] as const, other)!,
  }),
  'section.create': (_, { pick }) => ({ name: `section ${pick % 5}` }),
  'section.edit': ({ sections }, { pick, other }) =>
    pick % 2 === 0
      ? { sectionId: at(['favourites', 'rooms', 'people', 'archived'] as const, other)!, isCollapsed: other % 3 > 0 }
      : { sectionId: at(sections, other) ?? 'rooms', isCollapsed: pick % 3 > 0 },
  'section.move': ({ sections }, { pick, other }) =>
    sections.length === 0 ? null : { sectionId: at(sections, pick)!, before: at(sections, other)! },
  'section.delete': ({ sections }, { pick }) => (sections.length === 0 ? null : { sectionId: at(sections, pick)! }),
  'section.place': ({ rooms, sections }, { pick, other }) => ({
    roomId: at(rooms, pick)!,
    ...(other % 4 === 0 ? {} : { sectionId: other % 2 === 0 ? 'favourites' : (at(sections, other) ?? 'favourites') }),
  }),
  'message.post': ({ rooms, messages, people }, { pick, other }) => {
    const roomId = at(rooms, pick)!
    const inRoom = messages.filter((message) => message.roomId === roomId)
    return { roomId, body: bodyOf(people, other), ...answering(at(inRoom, other >> 2)?.id, other % 4) }
  },
  'message.edit': (stage, { pick, other }, who) => {
    const own = stage.messages.filter(({ authorId }) => authorId === who.id)
    return own.length === 0 ? null : { messageId: at(own, pick)!.id, body: `edited, ${bodyOf(stage.people, other)}` }
  },
  'message.delete': ({ messages }, { pick }) => (messages.length === 0 ? null : { messageId: at(messages, pick)!.id }),
  'message.pin': ({ messages }, { pick }) => (messages.length === 0 ? null : { messageId: at(messages, pick)!.id }),
  'message.unpin': ({ messages }, { pick }) => (messages.length === 0 ? null : { messageId: at(messages, pick)!.id }),
  'message.save': ({ messages }, { pick }) => (messages.length === 0 ? null : { messageId: at(messages, pick)!.id }),
  'message.unsave': ({ messages }, { pick }) => (messages.length === 0 ? null : { messageId: at(messages, pick)!.id }),
  'reaction.add': ({ messages }, { pick, other }) =>
    messages.length === 0 ? null : { messageId: at(messages, pick)!.id, emoji: at(EMOJI, other)! },
  'reaction.remove': ({ messages }, { pick, other }) =>
    messages.length === 0 ? null : { messageId: at(messages, pick)!.id, emoji: at(EMOJI, other)! },
  'cursor.advance': ({ rooms }, { pick, other }) => ({ roomId: at(rooms, pick)!, seq: other % 40 }),
  'thread.follow': ({ messages }, { pick }) => (messages.length === 0 ? null : { rootId: at(messages, pick)!.id }),
  'thread.unfollow': ({ messages }, { pick }) => (messages.length === 0 ? null : { rootId: at(messages, pick)!.id }),
  'thread.advance': ({ messages }, { pick, other }) =>
    messages.length === 0 ? null : { rootId: at(messages, pick)!.id, seq: other },
  'membership.set-level': ({ rooms }, { pick, other }) => ({ roomId: at(rooms, pick)!, level: at(LEVELS, other)! }),
  'membership.mark-unread': ({ rooms }, { pick, other }) => ({ roomId: at(rooms, pick)!, seq: other % 40 }),
  'notifications.edit': (_, { pick, other }) =>
    pick % 3 === 0 ? { tellsReading: other % 2 === 0 } : { keywords: KEYWORDS.slice(0, other % 3) },
  ...LATER_DEEDS,
}

/** What a message answers: nothing, a message, in the thread of one, or all of it and in the room as well. */
function answering(id: string | undefined, how: number) {
  if (id === undefined || how === 0) return {}
  if (how === 1) return { replyTo: id }
  return how === 2 ? { rootId: id } : { rootId: id, replyTo: id, alsoInRoom: true }
}

const LEVELS = ['everything', 'mentions', 'nothing'] as const
const KEYWORDS = ['regatta', 'High Tide']

/** What somebody says: it may name somebody, call everybody or have somebody's keyword. */
function bodyOf(people: readonly TestPerson[], n: number): string {
  const ends = ['', `@${at(people, n >> 3)?.name}`, '@room', '@here', 'the regatta', 'at high tide', '`@room`', '']
  return `said ${n} ${at(ends, n)}`.trim()
}

function at<T>(list: readonly T[], n: number): T | undefined {
  return list[n % list.length]
}

const EMOJI = ['👍', '🎉', '❤️']

const OFTEN: CommandName[] = [
  'message.post',
  'message.post',
  'message.edit',
  'message.delete',
  'reaction.add',
  'message.pin',
  'message.save',
  'reaction.remove',
  'cursor.advance',
  'thread.advance',
  'membership.mark-unread',
]

/** Any history: what people do most, among everything that can be done. */
export const aHistory = (maxLength: number) =>
  fc.array(
    fc.record({
      what: fc.oneof(
        { weight: 2, arbitrary: fc.constantFrom(...OFTEN) },
        { weight: 3, arbitrary: fc.constantFrom(...(Object.keys(INPUTS) as CommandName[])) },
      ),
      who: fc.nat(20),
      pick: fc.nat(50),
      other: fc.nat(50),
      isTogether: fc.boolean(),
    }),
    { minLength: 3, maxLength },
  )

/** A community founded through its doors: olga, ann and bob with a private and a direct room, and a guest with a public one. */
export async function aStage(): Promise<Stage> {
  const world = await aParley()
  const stage: Stage = {
    world,
    people: [],
    rooms: [],
    roomNames: [],
    messages: [],
    invites: [],
    sections: [],
    scheduled: [],
  }
  const by = { pick: 0, other: 1, isTogether: false }
  await perform(stage, { ...by, what: 'community.found', who: 0 })
  for (const _ of ['ann', 'bob']) await perform(stage, { ...by, what: 'account.register', who: 0 })
  await perform(stage, { ...by, what: 'guest.enter', who: 0 })
  await perform(stage, { ...by, what: 'room.create', who: 1, pick: 1 })
  await perform(stage, { ...by, what: 'room.add-member', who: 1, pick: 1, other: 2 })
  await perform(stage, { ...by, what: 'room.open-direct', who: 1, pick: 2, other: 2 })
  return stage
}

/** Does one thing through the doors. It may be refused, but nothing may go wrong. */
export async function perform(stage: Stage, deed: Deed): Promise<void> {
  const who = at(stage.people, deed.who)
  const isNobody = !who || deed.what === 'account.register' || (deed.what === 'guest.enter' && who.role !== 'guest')
  const input = INPUTS[deed.what](stage, deed, who ?? ({ id: '', name: '' } as TestPerson))
  if (input === null) return
  const id = crypto.randomUUID()
  const sender = isNobody && deed.what !== 'session.log-in' ? null : who
  const isLogIn = deed.what === 'session.log-in'
  const answer = await send(
    stage.world,
    isLogIn ? null : (sender ?? null),
    'command',
    deed.what,
    { ...input, id },
    WANTS_TOKEN,
  )
  const { outcome, token, error } = answer.body as Answered
  if (error && ERRORS[error.code].retryable) throw new Error(`${deed.what} was answered ${error.code}`)
  if (outcome) await note(stage, deed.what, input, outcome, { sender: sender ?? null, token: token ?? null })
}

const WANTS_TOKEN = { 'x-parley-token': '1' }
type Answered = { outcome?: Outcome; token?: string | null; error?: { code: keyof typeof ERRORS } }

async function note(
  stage: Stage,
  what: CommandName,
  input: object,
  outcome: Outcome,
  { sender, token }: { sender: TestPerson | null; token: string | null },
): Promise<void> {
  if (token !== null) await noteSession(stage, what, token, sender)
  if (what === 'message.post') {
    stage.messages.push({ id: outcome.subjectId, authorId: sender!.id, roomId: outcome.logId })
  }
  if (what === 'section.create') stage.sections.push(outcome.subjectId)
  if (what === 'message.schedule') stage.scheduled.push({ id: outcome.subjectId, authorId: sender!.id })
  if (what === 'invite.create') stage.invites.push(outcome.subjectId)
  if (what === 'guest.enter' && 'roomName' in input) stage.roomNames.push(String(input.roomName))
  const isRoom = what === 'room.create' || what === 'room.open-direct' || what === 'guest.enter'
  if (isRoom && !stage.rooms.includes(outcome.subjectId)) stage.rooms.push(outcome.subjectId)
}

/** A new session is one more of the people; one that was renewed goes on with its new token. */
async function noteSession(stage: Stage, what: CommandName, token: string, sender: TestPerson | null): Promise<void> {
  const asNew = personWith(stage.world, { id: '', name: '', token, sessionId: '' })
  const { me, sessionId } = await asNew.reads('session.show', {})
  const role = me.role === 'gone' ? 'member' : me.role
  const person = {
    ...personWith(stage.world, { id: me.id, name: me.userName ?? me.displayName, token, sessionId }),
    role,
  }
  const index = what === 'password.change' && sender ? stage.people.indexOf(sender) : -1
  if (index === -1) stage.people.push(person)
  else stage.people[index] = person
}

/** Those of a history that happen at the same time. */
export function inBatches(history: readonly Deed[]): Deed[][] {
  const batches: Deed[][] = []
  for (const deed of history) {
    const last = batches.at(-1)
    if (deed.isTogether && last && last.length < 5) last.push(deed)
    else batches.push([deed])
  }
  return batches
}
