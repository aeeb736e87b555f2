import { beforeAll, expect, test } from 'bun:test'
import { COMMANDS, type CommandName } from '@parley/protocol/commands.ts'
import { dump } from '../testing/dump.ts'
import { COMMAND_INPUTS } from '../testing/inputs.ts'
import { aParley, type TestParley } from '../testing/parley.ts'
import { aPerson } from '../testing/people.ts'
import { aScene, codeOf, type Scene, send } from '../testing/scene.ts'

/** What may still be done about an archived room: to restore or close it, and who is in it. */
const MAY: readonly CommandName[] = [
  'room.restore',
  'room.close',
  'room.leave',
  'room.add-member',
  'room.remove-member',
]

const TABLES = ['rooms', 'room_names', 'messages', 'reactions', 'threads'] as const

let world: TestParley

beforeAll(async () => {
  world = await aParley()
  await aPerson(world, 'olga', 'owner')
})

/** What is stored of a room and its messages. */
async function storedOf({ roomId, ownMessageId, othersMessageId }: Scene): Promise<string[]> {
  const all = await dump(world)
  const ids = [roomId, ownMessageId, othersMessageId]
  return TABLES.flatMap((table) => all[table]?.filter((row) => ids.some((id) => row.includes(id))) ?? [])
}

const OWNED = (Object.keys(COMMANDS) as CommandName[]).filter((name) => COMMANDS[name].allow.owner !== false)

test.each(OWNED)('%s changes nothing in an archived room, not even by an owner of both', async (name) => {
  const scene = await aScene(world, 'owner inside')
  const { maker, actor, roomId } = scene
  await maker.did('room.set-role', { roomId, userId: actor!.id, role: 'owner' })
  const input = { ...COMMAND_INPUTS[name](scene), id: crypto.randomUUID() }
  await maker.did('room.archive', { roomId })
  const before = await storedOf(scene)
  expect(before.length).toBeGreaterThan(3)
  const code = codeOf(await send(world, actor, 'command', name, input))
  if (MAY.includes(name)) expect(code).toBe('ok')
  else expect(await storedOf(scene)).toEqual(before)
})

test.each(['message.post', 'message.edit', 'message.delete', 'reaction.add'] as const)(
  '%s says that the room is archived, and works once it is restored',
  async (name) => {
    const scene = await aScene(world, 'member inside')
    const { maker, actor, roomId } = scene
    const input = COMMAND_INPUTS[name](scene)
    const tries = async () => codeOf(await send(world, actor, 'command', name, { ...input, id: crypto.randomUUID() }))
    await maker.did('room.archive', { roomId })
    expect(await tries()).toBe('room_archived')
    await maker.did('room.restore', { roomId })
    expect(await tries()).toBe('ok')
  },
)
