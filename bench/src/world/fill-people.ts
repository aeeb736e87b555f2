import type { Database } from 'bun:sqlite'
import { hashToken, newToken } from '@parley/server/sessions/token.ts'
import type { BenchPerson } from '../people.ts'

/** Members without a password, each with a log and a session. */
export function fillPeople(db: Database, count: number): BenchPerson[] {
  const now = Date.now()
  const user = db.prepare(
    `insert into users (id, role, user_name, skeleton, display_name, display_skeleton, bio, status_text, time_zone,
       created_at, last_seen_at) values (?, 'member', ?, ?, ?, ?, '', '', 'UTC', ?, ?)`,
  )
  const log = db.prepare(`insert into logs (id, kind, head, tail, last_at) values (?, 'user', 0, 0, 0)`)
  const session = db.prepare(
    `insert into sessions (id, user_id, token_hash, created_at, last_seen_at, user_agent, address)
       values (?, ?, ?, ?, ?, 'bench', '127.0.0.1')`,
  )
  return Array.from({ length: count }, (_, n) => {
    const id = Bun.randomUUIDv7()
    const token = newToken()
    const userName = `member-${n}`
    user.run(id, userName, userName, `Member ${n}`, `member ${n}`, now, now)
    log.run(id)
    session.run(crypto.randomUUID(), id, hashToken(token), now, now)
    return { id, token, userName }
  })
}
