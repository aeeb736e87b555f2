import { acksOf, type Command, type Facts, fieldOf, type Placed } from '../facts.ts'
import type { Allowances, Finding } from '../rule.ts'

type Deletion = { t: number; entry: Placed }

/** I11: after a deletion was acknowledged no read returns the body, and no byte that leaves the server bears it. */
export function* deleteFinality(facts: Facts, { removalMs }: Allowances): Generator<Finding> {
  const deletions = deletionsOf(facts)
  if (deletions.size === 0) return
  for (const entry of [...facts.reads, ...facts.snapshots]) {
    if (entry.k === 'snapshot' && entry.how === 'fold' && !entry.isFinal) continue
    const messages = entry.k === 'read' ? entry.events.flatMap(({ message }) => message ?? []) : entry.messages
    for (const { id, body } of messages) {
      const deletion = deletions.get(id)
      if (deletion && body !== '' && entry.began > deletion.t)
        yield { says: `${entry.client} read the deleted ${id} of ${entry.log}`, shows: [deletion.entry, entry] }
    }
  }
  for (const entry of facts.entries) {
    if (entry.k !== 'bytes' || entry.sent === undefined) continue
    for (const token of entry.tokens) {
      const command = facts.tokens.get(token)
      const deletion = command && deletions.get(messageOf(command) ?? '')
      if (deletion && entry.sent > deletion.t + removalMs)
        yield { says: `${entry.client} was sent the deleted “${token}”`, shows: [deletion.entry, entry] }
    }
  }
}

/** The message that a command writes. */
function messageOf(command: Command): string | null {
  return command.name === 'message.post' ? command.id : fieldOf(command, 'messageId')
}

function deletionsOf(facts: Facts): Map<string, Deletion> {
  const deletions = new Map<string, Deletion>()
  for (const command of facts.commands) {
    if (command.name !== 'message.delete') continue
    for (const { entry } of acksOf(command)) {
      const id = fieldOf(command, 'messageId') ?? ''
      const known = deletions.get(id)
      if (!known || entry.t < known.t) deletions.set(id, { t: entry.t, entry })
    }
  }
  return deletions
}
