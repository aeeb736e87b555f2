import { acksOf, at, type Command, type Facts, fieldOf, mayHaveHappened, messagesSeen, type Placed } from '../facts.ts'
import type { Allowances, Finding } from '../rule.ts'

/** I13: nobody gets anything of a room in which he is not, nor anything that came after he left it. */
export function* confidentiality(facts: Facts, { removalMs }: Allowances): Generator<Finding> {
  const stays = staysOf(facts)
  yield* foreignEntries(facts, stays)
  yield* foreignTokens(facts, stays)
  yield* lateEntries(facts, removalMs)
}

/** When somebody was in a room, by its seqs: from his coming to his leaving. */
type Stay = { from: number; to: number }
type Stays = ReadonlyMap<string, readonly Stay[]>

function staysOf(facts: Facts): Stays {
  const moves = new Map<string, Map<number, boolean>>()
  const move = (user: string, log: string, seq: number, isIn: boolean) =>
    at(moves, `${user} ${log}`, () => new Map<number, boolean>()).set(seq, isIn)
  for (const entry of facts.entries) if (entry.k === 'grant') move(entry.user, entry.log, 0, true)
  for (const { event, log } of facts.sightings) {
    if (event.type === 'member.joined') move(event.subjectId, log, event.seq, true)
    if (event.type === 'member.left') move(event.subjectId, log, event.seq, false)
  }
  const stays = new Map<string, Stay[]>()
  for (const [key, byLog] of moves) {
    const own: Stay[] = []
    for (const [seq, isIn] of [...byLog].sort(([a], [b]) => a - b)) {
      const last = own.at(-1)
      if (isIn) own.push({ from: seq, to: Infinity })
      else if (last) last.to = seq
    }
    stays.set(key, own)
  }
  return stays
}

/** Whoever is in a room may read all of it up to the event with which he leaves. */
function mayKnow(stays: Stays, user: string, log: string, seq: number): boolean {
  return user === log || (stays.get(`${user} ${log}`) ?? []).some(({ to }) => seq <= to)
}

function* foreignEntries(facts: Facts, stays: Stays): Generator<Finding> {
  for (const { event, log, entry } of facts.sightings) {
    const user = 'user' in entry ? entry.user : null
    if (user !== null && !mayKnow(stays, user, log, event.seq))
      yield { says: `${user} got ${event.type} at ${event.seq} of ${log}, which is not for him`, shows: [entry] }
  }
  for (const { message, log, entry } of messagesSeen(facts)) {
    const user = 'user' in entry ? entry.user : null
    if (user !== null && !mayKnow(stays, user, log, message.version))
      yield {
        says: `${user} got version ${message.version} of ${message.id} in ${log}, which is not for him`,
        shows: [entry],
      }
  }
}

function* foreignTokens(facts: Facts, stays: Stays): Generator<Finding> {
  const saidAt = new Map<Command, number>()
  for (const command of facts.tokens.values()) {
    const [ack] = acksOf(command)
    if (ack) saidAt.set(command, ack.outcome.seq)
  }
  for (const entry of facts.entries) {
    if (entry.k !== 'bytes') continue
    for (const token of entry.tokens) {
      const command = facts.tokens.get(token)
      const log = command && roomOf(facts, command)
      if (!command || !log || command.user === entry.user) continue
      if (!mayKnow(stays, entry.user, log, saidAt.get(command) ?? 0))
        yield { says: `${entry.client} was sent “${token}” of ${log}, which is not for ${entry.user}`, shows: [entry] }
    }
  }
}

/** The room in which something is said. */
function roomOf(facts: Facts, command: Command): string | null {
  const post = command.name === 'message.post' ? command : facts.byId.get(fieldOf(command, 'messageId') ?? '')
  return post ? fieldOf(post, 'roomId') : null
}

type Removal = { t: number; seq: number; entry: Placed }

/** After a removal was acknowledged nothing more leaves the server for who was removed, unless he came back meanwhile. */
function* lateEntries(facts: Facts, removalMs: number): Generator<Finding> {
  const { removals, returns } = movesOf(facts)
  const isOut = (user: string, log: string, began: number, ended: number): Removal | null => {
    const before = (removals.get(`${user} ${log}`) ?? []).filter(({ t }) => t + removalMs < began)
    const last = before.reduce<Removal | null>((best, one) => (best && best.seq > one.seq ? best : one), null)
    if (!last) return null
    const isBack = (returns.get(`${user} ${log}`) ?? []).some(
      ({ t, seq }) => t <= ended && (seq ?? Infinity) > last.seq,
    )
    return isBack ? null : last
  }
  for (const entry of facts.entries) {
    if ((entry.k === 'read' || (entry.k === 'snapshot' && entry.how === 'fresh')) && entry.user !== null) {
      const removal = isOut(entry.user, entry.log, entry.began, entry.t)
      if (removal)
        yield {
          says: `${entry.client} read ${entry.log} after the removal at ${removal.seq}`,
          shows: [removal.entry, entry],
        }
    }
    if (entry.k !== 'bytes' || entry.sent === undefined) continue
    for (const token of entry.tokens) {
      const command = facts.tokens.get(token)
      const log = command && roomOf(facts, command)
      const removal = log && command.user !== entry.user ? isOut(entry.user, log, entry.sent, entry.sent) : null
      if (removal)
        yield {
          says: `${entry.client} was sent “${token}” of ${log} after the removal at ${removal.seq}`,
          shows: [removal.entry, entry],
        }
    }
  }
}

function movesOf(facts: Facts) {
  const removals = new Map<string, Removal[]>()
  const returns = new Map<string, { t: number; seq: number | null }[]>()
  for (const command of facts.commands) {
    const user = fieldOf(command, 'userId') ?? command.user
    const key = `${user} ${fieldOf(command, 'roomId')}`
    const [ack] = acksOf(command)
    if (command.name === 'room.remove-member' || command.name === 'room.leave')
      for (const { entry, outcome } of ack && outcomeIsOf(command, ack.outcome.logId) ? [ack] : [])
        at(removals, key, () => [] as Removal[]).push({ t: entry.t, seq: outcome.seq, entry })
    if ((command.name === 'room.add-member' || command.name === 'room.join') && mayHaveHappened(command))
      at(returns, key, () => [] as { t: number; seq: number | null }[]).push({
        t: command.attempts[0]?.invoke.t ?? 0,
        seq: ack?.outcome.seq ?? null,
      })
  }
  return { removals, returns }
}

/** Leaving a direct room only hides it, which one's own log tells. */
function outcomeIsOf(command: Command, log: string): boolean {
  return fieldOf(command, 'roomId') === log
}
