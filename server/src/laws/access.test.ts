import { beforeAll, expect, test } from 'bun:test'
import { COMMANDS, type CommandName } from '@parley/protocol/commands.ts'
import { ERRORS } from '@parley/protocol/errors.ts'
import { QUERIES, type QueryName } from '@parley/protocol/queries.ts'
import { COMMAND_INPUTS, QUERY_INPUTS } from '../testing/inputs.ts'
import { aParley, type TestParley } from '../testing/parley.ts'
import { aPerson } from '../testing/people.ts'
import { OPINION_COMMANDS, OPINION_QUERIES } from './opinion-cases.ts'
import { LATER_COMMANDS, LATER_QUERIES } from './later-cases.ts'
import {
  allKinds,
  type Answers,
  anyManager,
  anyone,
  type Case,
  elsewhere,
  everybody,
  GUESTS_MAY_NOT,
  managers,
  moderators,
  newcomers,
  noDirect,
  ofAnother,
  ofTheRoom,
  ownersOnly,
  withAccount,
  withSession,
} from './standings.ts'
import {
  aScene,
  codeOf,
  type RoomKind,
  type Scene,
  send,
  someSurroundings,
  type Standing,
  STANDINGS,
  type Surroundings,
} from '../testing/scene.ts'

const COMMAND_CASES: Record<CommandName, Case[]> = {
  ...OPINION_COMMANDS,
  'community.found': [{ answers: everybody('forbidden', { nobody: 'already_set_up' }) }],
  'community.edit': [{ answers: ownersOnly }],
  'account.register': [{ answers: newcomers }],
  'password.change': [{ answers: withAccount }],
  'profile.edit': [{ answers: withAccount }],
  'session.log-in': [{ answers: anyone }],
  'session.log-out': [{ answers: withSession }],
  'session.end': [
    { answers: withSession },
    {
      of: 'another’s session',
      input: ({ maker, inside, actor }) => ({ sessionId: (actor === maker ? inside : maker).sessionId }),
      answers: everybody('session_not_found'),
    },
  ],
  'guest.enter': [
    { answers: newcomers },
    {
      of: 'a private room',
      input: ({ actor, roomName }) => ({ roomName, displayName: actor?.role === 'guest' ? actor.name : 'Gil' }),
      answers: everybody('forbidden', {
        'guest inside': 'room_name_unavailable',
        'guest elsewhere': 'room_name_unavailable',
        nobody: 'room_name_unavailable',
      }),
    },
  ],
  'guest.end': [{ answers: ownersOnly }],
  'invite.create': [{ answers: ownersOnly }],
  'invite.revoke': [{ answers: ownersOnly }],
  'user.deactivate': [{ answers: ownersOnly }],
  'user.reactivate': [{ answers: ownersOnly }],
  'user.set-role': [{ answers: ownersOnly }],
  'room.create': [{ answers: withAccount }],
  'room.join': [
    {
      answers: ofTheRoom('ok', 'room_not_found', GUESTS_MAY_NOT),
      public: { 'owner outside': 'ok', 'member outside': 'ok', 'former member': 'ok' },
      direct: {},
    },
  ],
  'room.leave': [{ answers: ofTheRoom(), ...allKinds }],
  'room.edit': [{ answers: managers, public: {}, direct: noDirect }],
  'room.add-member': [{ answers: ofTheRoom('ok', 'room_not_found', GUESTS_MAY_NOT), public: {}, direct: noDirect }],
  'room.remove-member': [{ answers: moderators, public: {}, direct: noDirect }],
  'room.open-direct': [
    { answers: withAccount },
    {
      of: 'a guest',
      input: ({ guest }) => ({ userIds: [guest.id] }),
      answers: everybody('user_not_found', GUESTS_MAY_NOT),
    },
  ],
  'room.close': [{ answers: anyManager, public: {}, direct: noDirect }],
  'room.set-topic': [{ answers: ofTheRoom('ok', 'room_not_found', GUESTS_MAY_NOT), public: {}, direct: noDirect }],
  'room.archive': [{ answers: anyManager, public: {}, direct: noDirect }],
  'room.restore': [{ answers: anyManager, public: {}, direct: noDirect }],
  'room.convert': [{ answers: managers, public: {}, direct: noDirect }],
  'room.set-role': [{ answers: managers, public: {}, direct: noDirect }],
  'section.create': [{ answers: withAccount }],
  'section.edit': [{ answers: withAccount }, ofAnother(() => ({ sectionId: othersSectionId, name: 'Mine' }))],
  'section.move': [{ answers: withAccount }, ofAnother(() => ({ sectionId: othersSectionId }))],
  'section.delete': [{ answers: withAccount }, ofAnother(() => ({ sectionId: othersSectionId }))],
  'section.place': [{ answers: ofTheRoom('ok', 'room_not_found', GUESTS_MAY_NOT), ...allKinds }],
  'message.post': [{ answers: ofTheRoom(), ...allKinds }],
  'message.edit': [
    { of: 'one’s own', answers: ofTheRoom('ok', 'message_not_found'), ...allKinds },
    {
      of: 'another’s',
      input: ({ othersMessageId }) => ({ messageId: othersMessageId, body: 'better' }),
      answers: ofTheRoom('forbidden', 'message_not_found'),
      ...allKinds,
    },
  ],
  'message.delete': [
    {
      of: 'one’s own',
      answers: ofTheRoom('ok', 'message_not_found', { 'owner outside': 'ok' }),
      public: {},
      direct: { 'owner outside': 'message_not_found' },
    },
    {
      of: 'another’s',
      input: ({ othersMessageId }) => ({ messageId: othersMessageId }),
      answers: ofTheRoom('forbidden', 'message_not_found', {
        'owner outside': 'ok',
        'owner inside': 'ok',
        'moderator inside': 'ok',
        maker: 'ok',
      }),
      public: {},
      direct: {
        'owner outside': 'message_not_found',
        'owner inside': 'forbidden',
        'moderator inside': 'forbidden',
        maker: 'forbidden',
      },
    },
  ],
  'membership.set-level': [{ answers: ofTheRoom(), ...allKinds }],
  'membership.mark-unread': [{ answers: ofTheRoom(), ...allKinds }],
  'notifications.edit': [{ answers: withSession }],
  'cursor.advance': [{ answers: ofTheRoom(), ...allKinds }],
  ...LATER_COMMANDS,
  'thread.follow': [{ answers: ofTheRoom('ok', 'message_not_found'), ...allKinds }],
  'thread.unfollow': [{ answers: ofTheRoom('ok', 'message_not_found'), ...allKinds }],
  'thread.advance': [{ answers: ofTheRoom('ok', 'message_not_found'), ...allKinds }],
}

const QUERY_CASES: Record<QueryName, Case[]> = {
  ...OPINION_QUERIES,
  'community.show': [{ answers: anyone }],
  'session.show': [{ answers: withSession }],
  'session.list': [{ answers: withSession }],
  'room.list': [{ answers: withSession }],
  'room.show': [
    {
      answers: ofTheRoom(),
      public: { 'owner outside': 'ok', 'member outside': 'ok', 'former member': 'ok' },
      direct: {},
    },
    {
      of: 'by name',
      input: ({ roomName }) => ({ name: roomName }),
      answers: ofTheRoom(),
      public: { 'owner outside': 'ok', 'member outside': 'ok', 'former member': 'ok' },
    },
  ],
  'room.history': [{ answers: ofTheRoom(), ...allKinds }],
  'message.show': [
    { answers: ofTheRoom('ok', 'message_not_found'), ...allKinds },
    {
      of: 'by its place',
      input: ({ roomId }) => ({ roomId, seq: 1 }),
      answers: ofTheRoom('message_not_found', 'message_not_found'),
      ...allKinds,
    },
  ],
  'thread.list': [{ answers: withSession }],
  'thread.history': [{ answers: ofTheRoom('ok', 'message_not_found'), ...allKinds }],
  'message.search': [{ answers: withSession }],
  'room.find-time': [{ answers: ofTheRoom(), ...allKinds }],
  'message.readers': [{ answers: ofTheRoom('ok', 'message_not_found'), ...allKinds }],
  'inbox.list': [{ answers: withSession }],
  'room.members': [{ answers: ofTheRoom(), ...allKinds }],
  'room.browse': [{ answers: withAccount }],
  'room.list-named': [{ answers: withSession }],
  'room.list-open': [{ answers: anyone }],
  'room.list-all': [{ answers: ownersOnly }],
  'user.list': [{ answers: withAccount }],
  'user.show': [
    { answers: withAccount },
    {
      of: 'a guest',
      input: ({ guest }) => ({ userId: guest.id }),
      answers: everybody('user_not_found', GUESTS_MAY_NOT),
    },
  ],
  'user.list-all': [{ answers: ownersOnly }],
  'guest.list': [{ answers: ownersOnly }],
  'invite.list': [{ answers: ownersOnly }],
  'invite.show': [{ answers: anyone }],
  ...LATER_QUERIES,
  'log.read': [{ answers: withSession }],
}

let world: TestParley
let othersSectionId: string
/** What commands about a room's inside leave as it is. */
let around: Surroundings
/** Scenes in which nothing is changed, for denials and queries. */
const still = new Map<string, Scene>()

beforeAll(async () => {
  world = await aParley()
  await aPerson(world, 'olga', 'owner')
  around = await someSurroundings(world)
  still.clear()
  othersSectionId = (await aScene(world, 'member inside')).sectionId
})

async function stillScene(standing: Standing, kind: RoomKind): Promise<Scene> {
  const key = `${standing} ${kind}`
  const scene = still.get(key) ?? (await aScene(world, standing, kind, around))
  still.set(key, scene)
  return scene
}

/** A direct room has neither guests nor people who left it. */
function standingsIn(kind: RoomKind): Standing[] {
  return STANDINGS.filter((one) => kind !== 'direct' || !['guest inside', 'former member'].includes(one))
}

type Row = { title: string; door: 'command' | 'query'; name: string; kind: RoomKind; one: Case }
const ROWS: Row[] = [...rowsOf('command', COMMAND_CASES), ...rowsOf('query', QUERY_CASES)]

function rowsOf(door: Row['door'], table: Record<string, Case[]>): Row[] {
  return Object.entries(table).flatMap(([name, cases]) =>
    cases.flatMap((one) =>
      (['private', 'public', 'direct'] as const)
        .filter((kind) => kind === 'private' || one[kind])
        .map((kind) => {
          const about = one.public || one.direct ? ` in a ${kind} room` : ''
          return { title: `${name}${one.of ? `, ${one.of}` : ''}${about}`, door, name, kind, one }
        }),
    ),
  )
}

test('the tables have every command and every query', () => {
  expect(Object.keys(COMMAND_CASES).sort()).toEqual(Object.keys(COMMANDS).sort())
  expect(Object.keys(QUERY_CASES).sort()).toEqual(Object.keys(QUERIES).sort())
})

const SHARING = /^(room|message|reaction|thread|cursor|membership|section|draft|scheduled|reminder)/

test.each(ROWS)('$title: who may and who may not', async (row) => {
  const expected: Partial<Answers> = {}
  const found: Partial<Answers> = {}
  for (const standing of standingsIn(row.kind)) {
    expected[standing] =
      (row.kind === 'private' ? undefined : row.one[row.kind]?.[standing]) ?? row.one.answers[standing]
    const changes = row.door === 'command' && expected[standing] === 'ok'
    const shared = SHARING.test(row.name) ? around : undefined
    const scene = changes ? await aScene(world, standing, row.kind, shared) : await stillScene(standing, row.kind)
    found[standing] = await tryOut(row, scene)
  }
  expect(found).toEqual(expected)
})

async function tryOut({ door, name, one }: Row, scene: Scene): Promise<string> {
  const table: Record<string, (scene: Scene) => object> = door === 'command' ? COMMAND_INPUTS : QUERY_INPUTS
  const input = (one.input ?? table[name]!)(scene)
  const id = door === 'command' ? { id: crypto.randomUUID() } : {}
  const answer = await send(scene.world, scene.actor, door, name as CommandName, { ...input, ...id })
  const code = codeOf(answer)
  expect(answer.status).toBe(code === 'ok' ? 200 : ERRORS[code as keyof typeof ERRORS].status)
  if (!code.endsWith('_not_found')) return code
  const nowhere = await send(scene.world, scene.actor, door, name as CommandName, { ...elsewhere(input), ...id })
  expect(answer).toEqual(nowhere)
  return code
}

test('the first visitor founds the community with the code, and whoever has no code does not', async () => {
  const empty = await aParley()
  still.clear()
  const scene = { world: empty } as Scene
  const founding = () => ({ id: crypto.randomUUID(), ...COMMAND_INPUTS['community.found'](scene) })
  const wrong = await send(empty, null, 'command', 'community.found', { ...founding(), code: 'wrong' })
  expect(codeOf(wrong)).toBe('wrong_set_up_code')
  expect(codeOf(await send(empty, null, 'command', 'community.found', founding()))).toBe('ok')
  expect(codeOf(await send(empty, null, 'command', 'community.found', founding()))).toBe('already_set_up')
})
