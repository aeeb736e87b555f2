import { Database } from 'bun:sqlite'
import { MESSAGES_THERE } from './peer.ts'

/** Fills a table of messages, of which `columns` are room, body and time; `time` is an expression over `seq`. */
export function fillTable(file: string, columns: string, room: string, time: string): void {
  const database = new Database(file)
  database.run(
    `with recursive n (seq) as (select 1 union all select seq + 1 from n where seq < ${MESSAGES_THERE})
     insert into ${columns}
     select '${room}', 'message ' || seq || ': the tide turns at **' || (seq % 24) || ':00**, says the gauge in the harbour',
       ${time} from n`,
  )
  database.close()
}

/** Counts the rows of a table. */
export function countRows(file: string, table: string): number {
  const database = new Database(file, { readonly: true })
  try {
    return database.query<{ n: number }, []>(`select count(*) as n from ${table}`).get()?.n ?? 0
  } finally {
    database.close()
  }
}
