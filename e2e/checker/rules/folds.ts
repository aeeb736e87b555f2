import type { Facts, Placed } from '../facts.ts'
import type { MessageSeen, SnapshotEntry } from '../history.ts'
import type { Finding } from '../rule.ts'

/** I10: whoever stands at the same head of a room, by folding events or by reading it afresh, shows the same. */
export function* foldConvergence(facts: Facts): Generator<Finding> {
  const alike = Map.groupBy(facts.snapshots, ({ epoch, log, head }) => `${epoch} ${log} ${head}`)
  for (const group of alike.values()) {
    const [reference, ...others] = group.toSorted((a, b) => rank(a) - rank(b))
    for (const other of reference ? others : []) {
      const difference = reference && differenceOf(reference, other)
      if (difference)
        yield {
          says: `${other.client} (${other.how}) and ${reference.client} (${reference.how}) at ${other.head} of ${other.log}: ${difference}`,
          shows: [reference, other],
        }
    }
  }
}

/** What reaches furthest back is what the others are held against; of those, what was read afresh. */
function rank(snapshot: SnapshotEntry): number {
  return snapshot.from * 2 + (snapshot.how === 'fresh' ? 0 : 1)
}

function differenceOf(a: Placed<SnapshotEntry>, b: Placed<SnapshotEntry>): string | null {
  const from = Math.max(a.from, b.from)
  const [ours, theirs] = [a, b].map(({ messages }) => messages.filter(({ seq }) => seq >= from))
  if (!ours || !theirs) return null
  const others = new Map(theirs.map((message) => [message.id, message]))
  for (const message of ours) {
    const other = others.get(message.id)
    if (!other) return `message ${message.id} at ${message.seq} is missing in one`
    // An event carries its subject as it was when it was read, so a state may know a later version than its head.
    if (message.version <= a.head && other.version <= b.head && saysOf(message) !== saysOf(other))
      return `message ${message.id} is “${saysOf(message)}” and “${saysOf(other)}”`
  }
  if (ours.length !== theirs.length) return `${ours.length} and ${theirs.length} messages from ${from}`
  if (a.members && b.members && a.members.toSorted().join() !== b.members.toSorted().join())
    return `members ${a.members.toSorted().join()} and ${b.members.toSorted().join()}`
  return null
}

function saysOf({ seq, version, body, deletedAt }: MessageSeen): string {
  return `${seq} v${version} ${body} ${deletedAt}`
}
