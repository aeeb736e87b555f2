import type { MemberStart } from '../crowd/crowd-member.ts'
import type { World } from './world.ts'

/** So many people of a world, but the first, with the cursors of their rooms `behind` the heads. */
export function cursorsOf(world: World, count: number, behind: number): MemberStart[] {
  const cursors = new Map<string, Record<string, number>>()
  for (const { id, head, members } of world.rooms) {
    const cursor = Math.max(1 + members.length, head - behind)
    for (const userId of members) {
      const own = cursors.get(userId) ?? {}
      own[id] = cursor
      cursors.set(userId, own)
    }
  }
  return world.people.slice(1, count + 1).map(({ id, token }) => ({ token, cursors: cursors.get(id) ?? {} }))
}
