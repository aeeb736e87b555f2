import type { Transaction } from '../database/transaction.ts'
import { append } from '../events/append.ts'
import { recordMemberEdited } from '../memberships/record-member.ts'

const BATCH = 20

/** Takes away what was to last until now: statuses, and what people are by choice. Answers whether there may be more. */
export async function clearStatuses(tx: Transaction): Promise<boolean> {
  const statuses = await listOver(tx, 'status_until')
  for (const id of statuses) {
    const none = { status_emoji: '', status_text: '', status_until: null }
    await tx.db.updateTable('users').set(none).where('id', '=', id).execute()
    await append(tx, id, { type: 'profile.edited', subjectId: id })
    await recordMemberEdited(tx, id)
  }
  const choices = await listOver(tx, 'availability_until')
  for (const id of choices) {
    const none = { availability: 'auto', availability_until: null } as const
    await tx.db.updateTable('users').set(none).where('id', '=', id).execute()
    await append(tx, id, { type: 'profile.edited', subjectId: id })
  }
  return statuses.length === BATCH || choices.length === BATCH
}

async function listOver(tx: Transaction, column: 'status_until' | 'availability_until'): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('users')
    .select('id')
    .where(column, 'is not', null)
    .where(column, '<=', tx.now)
    .orderBy(column)
    .limit(BATCH)
    .execute()
  return rows.map((row) => row.id)
}
