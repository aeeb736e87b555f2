import type { Reader } from '../database/transaction.ts'

/** The last seq of a log. */
export async function headOf(reader: Reader, logId: string): Promise<number> {
  const log = await reader.db.selectFrom('logs').select('head').where('id', '=', logId).executeTakeFirstOrThrow()
  return log.head
}

/** The last seqs of several logs. */
export async function headsOf(reader: Reader, logIds: readonly string[]): Promise<Map<string, number>> {
  if (logIds.length === 0) return new Map()
  const rows = await reader.db.selectFrom('logs').select(['id', 'head']).where('id', 'in', logIds).execute()
  return new Map(rows.map((row) => [row.id, row.head]))
}

/** The random name of the database's history. */
export async function epochOf(reader: Reader): Promise<string> {
  return (await factOf(reader, 'epoch')) ?? ''
}

/** One of the facts that the database keeps of itself. */
export async function factOf(reader: Reader, name: 'epoch' | 'secret'): Promise<string | null> {
  const fact = await reader.db.selectFrom('facts').select('value').where('name', '=', name).executeTakeFirst()
  return fact?.value ?? null
}
