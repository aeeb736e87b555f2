import { hot } from '../database/hot.ts'
import type { Reader } from '../database/transaction.ts'

/** The last seq of a log. */
export async function headOf(reader: Reader, logId: string): Promise<number> {
  const [log] = await selectHead(reader, { logId })
  if (!log) throw new Error(`there is no log ${logId}`)
  return log.head
}

const selectHead = hot<{ logId: string }, { head: number }>((db, argument) =>
  db.selectFrom('logs').select('head').where('id', '=', argument('logId')),
)

/** The random name of the database's history. */
export async function epochOf(reader: Reader): Promise<string> {
  return (await factOf(reader, 'epoch')) ?? ''
}

/** One of the facts that the database keeps of itself. */
export async function factOf(reader: Reader, name: 'epoch' | 'secret'): Promise<string | null> {
  const [fact] = await selectFact(reader, { name })
  return fact?.value ?? null
}

const selectFact = hot<{ name: string }, { value: string }>((db, argument) =>
  db.selectFrom('facts').select('value').where('name', '=', argument('name')),
)
