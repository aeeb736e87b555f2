import { beforeAll, expect, test } from 'bun:test'
import { COMMANDS, type CommandName } from '@parley/protocol/commands.ts'
import fc from 'fast-check'
import { COMMAND_INPUTS, PASSWORD } from '../testing/inputs.ts'
import { aParley, type TestParley } from '../testing/parley.ts'
import { aPerson, personWith, type TestPerson } from '../testing/people.ts'
import { dump } from '../testing/dump.ts'
import { aScene, codeOf, newName, type RawAnswer, type RoomKind, type Scene, send } from '../testing/scene.ts'
import type { Standing } from '../testing/scene.ts'

type Repeat = {
  by: Standing
  kind?: RoomKind
  /** The same id with another content; false where no event bears what could differ. */
  other: object | false
  /** What a repeat may add, for it starts another session. */
  mayAdd?: string[]
  /** What else a repeat at once, and a late one, may be answered. */
  orAtOnce?: string
  late?: string
}

const session = ['sessions']

/** How each command is repeated. A command that is missing here does not compile. */
const REPEATS: Record<CommandName, Repeat> = {
  'community.found': { by: 'nobody', other: { communityName: 'Other' }, mayAdd: session, orAtOnce: 'busy' },
  'community.edit': { by: 'owner inside', other: { description: 'Other' } },
  'account.register': { by: 'nobody', other: { displayName: 'Other' }, mayAdd: session, orAtOnce: 'busy' },
  'password.change': { by: 'member inside', other: false, orAtOnce: 'session_ended' },
  'profile.edit': { by: 'member inside', other: { bio: 'Other' } },
  'session.log-in': { by: 'nobody', other: false, mayAdd: ['sessions', 'logs', 'events'] },
  'session.log-out': { by: 'member inside', other: false, orAtOnce: 'session_ended', late: 'session_ended' },
  'session.end': { by: 'member inside', other: { sessionId: crypto.randomUUID() } },
  'guest.enter': { by: 'nobody', other: { roomName: 'elsewhere' }, mayAdd: session },
  'guest.end': { by: 'owner inside', other: { guestId: crypto.randomUUID() } },
  'invite.create': { by: 'owner inside', other: { days: 3 } },
  'invite.revoke': { by: 'owner inside', other: { inviteId: crypto.randomUUID() } },
  'user.deactivate': { by: 'owner inside', other: { userId: crypto.randomUUID() } },
  'user.reactivate': { by: 'owner inside', other: { userId: crypto.randomUUID() } },
  'user.set-role': { by: 'owner inside', other: { role: 'member' } },
  'room.create': { by: 'member inside', other: { description: 'Other' } },
  'room.join': { by: 'member outside', kind: 'public', other: { roomId: crypto.randomUUID() } },
  'room.leave': { by: 'member inside', other: { roomId: crypto.randomUUID() } },
  'room.edit': { by: 'maker', other: { description: 'Other' } },
  'room.add-member': { by: 'member inside', other: { userId: crypto.randomUUID() } },
  'room.remove-member': { by: 'maker', other: { userId: crypto.randomUUID() } },
  'room.open-direct': { by: 'member inside', other: { userIds: [crypto.randomUUID()] } },
  'room.close': { by: 'maker', other: { roomId: crypto.randomUUID() } },
  'room.set-topic': { by: 'member inside', other: { topic: 'Other' } },
  'room.archive': { by: 'maker', other: { roomId: crypto.randomUUID() } },
  'room.restore': { by: 'maker', other: { roomId: crypto.randomUUID() } },
  'room.convert': { by: 'maker', other: { kind: 'private' } },
  'room.set-role': { by: 'maker', other: { role: 'member' } },
  'section.create': { by: 'member inside', other: { name: 'Other' } },
  'section.edit': { by: 'member inside', other: { isCollapsed: false } },
  'section.move': { by: 'member inside', other: { before: crypto.randomUUID() } },
  'section.delete': { by: 'member inside', other: { sectionId: crypto.randomUUID() } },
  'section.place': { by: 'member inside', other: { sectionId: 'favourites' } },
  'message.post': { by: 'member inside', other: { body: 'Other' } },
  'message.edit': { by: 'member inside', other: { body: 'Other' } },
  'message.delete': { by: 'member inside', other: { messageId: crypto.randomUUID() } },
  'message.pin': { by: 'member inside', other: { messageId: crypto.randomUUID() } },
  'message.unpin': { by: 'member inside', other: { messageId: crypto.randomUUID() } },
  'message.save': { by: 'member inside', other: { messageId: crypto.randomUUID() } },
  'message.unsave': { by: 'member inside', other: { messageId: crypto.randomUUID() } },
  'reaction.add': { by: 'member inside', other: { emoji: '👀' } },
  'reaction.remove': { by: 'member inside', other: { emoji: '👀' } },
  'membership.set-level': { by: 'member inside', other: { level: 'everything' } },
  'membership.mark-unread': { by: 'member inside', other: { seq: 1 } },
  'notifications.edit': { by: 'member inside', other: { keywords: ['Other'] } },
  'draft.set': { by: 'member inside', other: { roomId: crypto.randomUUID() } },
  'message.schedule': { by: 'member inside', other: { roomId: crypto.randomUUID() } },
  'scheduled.edit': { by: 'member inside', other: { scheduledId: crypto.randomUUID() } },
  'scheduled.cancel': { by: 'member inside', other: { scheduledId: crypto.randomUUID() } },
  'scheduled.send': { by: 'member inside', other: { scheduledId: crypto.randomUUID() } },
  'reminder.set': { by: 'member inside', other: { messageId: crypto.randomUUID() } },
  'reminder.remove': { by: 'member inside', other: { messageId: crypto.randomUUID() } },
  'reminder.see': { by: 'member inside', other: { messageId: crypto.randomUUID() } },
  'cursor.advance': { by: 'member inside', other: { seq: 1 } },
  'thread.follow': { by: 'member inside', other: { rootId: crypto.randomUUID() } },
  'thread.unfollow': { by: 'member inside', other: { rootId: crypto.randomUUID() } },
  'thread.advance': { by: 'member inside', other: { seq: 1 } },
}

/** What happens between the first time and the second. */
const CHANGES = {
  talk: ({ inside, roomId }: Scene) => inside.does('message.post', { roomId, body: 'meanwhile' }),
  rename: ({ maker, roomId }: Scene) => maker.does('room.edit', { roomId, name: newName('bay') }),
  remove: ({ maker, roomId, actor }: Scene) =>
    maker.does('room.remove-member', { roomId, userId: actor?.id ?? crypto.randomUUID() }),
  edit: ({ actor }: Scene, subjectId: string) => actor?.does('message.edit', { messageId: subjectId, body: 'edited' }),
  erase: ({ actor }: Scene, subjectId: string) => actor?.does('message.delete', { messageId: subjectId }),
  wait: async ({ world }: Scene) => {
    world.clock.now += 60_000
  },
} as const
type Change = keyof typeof CHANGES

let world: TestParley

beforeAll(async () => {
  world = await aParley()
  await aPerson(world, 'olga', 'owner')
})

test('the table has every command', () => {
  expect(Object.keys(REPEATS).sort()).toEqual(Object.keys(COMMANDS).sort())
})

const changes = fc.shuffledSubarray(Object.keys(CHANGES) as Change[])

test.each(Object.keys(COMMANDS).filter((name) => name !== 'community.found') as CommandName[])(
  '%s sent again, at once and late, changes nothing and has the first outcome',
  async (name) => {
    const { by, kind } = REPEATS[name]
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 3 }), changes, async (times, between) => {
        await repeat(name, await aScene(world, by, kind), times, between)
      }),
      { numRuns: 2 },
    )
  },
  30_000,
)

async function repeat(name: CommandName, scene: Scene, times: number, between: readonly Change[]): Promise<void> {
  const { other, mayAdd, orAtOnce, late = 'ok' } = REPEATS[name]
  if (name === 'user.reactivate') await deactivateFirst(scene)
  const input = { ...COMMAND_INPUTS[name](scene), id: crypto.randomUUID() }
  const asks = (who: TestPerson | null, given: object) =>
    send(scene.world, who, 'command', name, given, { 'x-parley-token': '1' })

  const atOnce = await Promise.all(Array.from({ length: times }, () => asks(scene.actor, input)))
  const done = atOnce.filter((answer) => codeOf(answer) === 'ok')
  expect(done.length).toBeGreaterThan(0)
  // Where too many passwords wait, as on a slow machine, who comes last is asked to come again.
  expect([orAtOnce, 'ok', 'busy']).toEqual(expect.arrayContaining(atOnce.map(codeOf)))
  if (!mayAdd?.includes('events')) expect(new Set(done.map(outcomeOf)).size).toBe(1)

  const sender = withTokenOf(scene, done)
  for (const change of between) await CHANGES[change]({ ...scene, actor: sender }, subjectOf(done[0]!))
  const before = await dump(scene.world, mayAdd)
  const again = await asks(sender, input)
  expect(codeOf(again)).toBe(late)
  if (late === 'ok' && !mayAdd?.includes('events')) expect(outcomeOf(again)).toBe(outcomeOf(done[0]!))
  if (other) {
    const reused = codeOf(await asks(sender, { ...input, ...other }))
    // A deletion erases what could tell the two apart.
    const isErased = between.includes('erase') && /^message\.(post|edit)$/.test(name)
    expect(isErased ? ['id_reused', 'ok'] : ['id_reused']).toContain(reused)
  }
  expect(await dump(scene.world, mayAdd)).toEqual(before)
}

async function deactivateFirst({ actor, inside }: Scene): Promise<void> {
  await actor?.did('user.deactivate', { userId: inside.id })
}

function outcomeOf(answer: RawAnswer): string {
  return JSON.stringify((answer.body as { outcome?: object }).outcome)
}

function subjectOf(answer: RawAnswer): string {
  return (answer.body as { outcome: { subjectId: string } }).outcome.subjectId
}

/** The sender with the token that he has now. */
function withTokenOf({ world: at, actor }: Scene, done: readonly RawAnswer[]): TestPerson | null {
  const tokens = done.map((answer) => (answer.body as { token?: string | null }).token)
  const token = tokens.find((one) => typeof one === 'string')
  return actor && token ? personWith(at, { ...actor, token }) : actor
}

test('a guest who registers is answered the same when he sends it again as a member', async () => {
  const scene = await aScene(world, 'guest inside', 'public')
  await repeat('account.register', scene, 1, ['talk', 'wait'])
})

test('a guest who enters another room is answered the same although it was closed since', async () => {
  const scene = await aScene(world, 'guest elsewhere', 'public')
  const entering = { id: crypto.randomUUID(), roomName: scene.roomName, displayName: scene.actor!.name }
  const first = await scene.actor!.did('guest.enter', entering)
  await scene.maker.did('room.close', { roomId: scene.roomId })
  expect(await scene.actor!.did('guest.enter', entering)).toEqual(first)
})

test('founding the community again, at once and late, changes nothing and has the first outcome', async () => {
  for (const times of [1, 3]) {
    const empty = await aParley()
    const scene = { world: empty, actor: null } as Scene
    await repeat('community.found', scene, times, ['wait'])
  }
  world = await aParley()
  await aPerson(world, 'olga', 'owner')
})

test('who does not know the password gets no session by sending somebody’s registration again', async () => {
  const scene = await aScene(world, 'nobody')
  const input = { ...COMMAND_INPUTS['account.register'](scene), id: crypto.randomUUID() }
  expect(codeOf(await send(world, null, 'command', 'account.register', input))).toBe('ok')
  const stolen = { ...input, password: `not ${PASSWORD}` }
  expect(codeOf(await send(world, null, 'command', 'account.register', stolen))).toBe('user_name_taken')
})
