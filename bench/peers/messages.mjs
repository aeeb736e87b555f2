import Database from 'libsql'

/**
 * Opens the file of messages that the first argument names, and answers the function that stores one. What it stored
 * survives a loss of power.
 */
export function openMessages() {
  const database = new Database(process.argv[2] ?? '')
  database.pragma('journal_mode = wal')
  database.pragma('synchronous = full')
  database.exec('create table if not exists messages (id integer primary key, room text, body text, at integer)')
  database.exec('create index if not exists messages_of_room on messages (room, id)')
  const insert = database.prepare('insert into messages (room, body, at) values (?, ?, ?)')
  /** @type {(room: string, body: string) => { id: number, room: string, body: string, at: number }} */
  const store = (room, body) => {
    const at = Date.now()
    const { lastInsertRowid } = insert.run(room, body, at)
    return { id: Number(lastInsertRowid), room, body, at }
  }
  return store
}

/**
 * Listens on a free port and says which.
 * @param {import('node:http').Server} server
 */
export function listen(server) {
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    console.log(`port ${typeof address === 'object' ? address?.port : ''}`)
  })
}
