import { Database } from 'bun:sqlite'
import { join } from 'node:path'
import { CLOSE } from '@parley/protocol/limits.ts'
import type { BenchPerson } from '../people.ts'
import { MESSAGES_THERE } from './peer.ts'

type Who = { people: readonly BenchPerson[]; rooms: readonly string[] }

/** A figure counts only if messages are durable, can be read again, and are kept from strangers. */
export async function checkParley(url: string, folder: string, { people, rooms }: Who): Promise<void> {
  const [room = ''] = rooms
  checkDurable(join(folder, 'parley.db'))
  await checkHistory(url, people[0]?.token ?? '', room)
  await checkStranger(url, room)
}

/** The server refuses to start without `synchronous=FULL`, which belongs to its own connection and cannot be asked from here. */
function checkDurable(file: string): void {
  const database = new Database(file, { readonly: true })
  const mode = database.query<{ journal_mode: string }, []>('pragma journal_mode').get()?.journal_mode
  database.close()
  if (mode !== 'wal') throw new Error(`the journal is ${mode}`)
}

async function checkHistory(url: string, token: string, roomId: string): Promise<void> {
  const asked = await fetch(`${url}/api/room.history?roomId=${roomId}&limit=1`, {
    headers: { authorization: `Bearer ${token}` },
  })
  const { output }: { output: { messages: { body: string; seq: number }[] } } = await asked.json()
  const [last] = output.messages
  if (!last || last.seq <= MESSAGES_THERE || !/^message \d+ ~/.test(last.body)) {
    throw new Error(`the last post is not in the history: ${JSON.stringify(output)}`)
  }
}

/** By the socket, by a page of history, and by a post. */
async function checkStranger(url: string, roomId: string): Promise<void> {
  // The types of browsers, which have no headers here, hide those of Bun.
  const socket: WebSocket = Reflect.construct(WebSocket, [
    `${url.replace('http', 'ws')}/socket`,
    { headers: { origin: url } },
  ])
  const code = await new Promise((resolve) => socket.addEventListener('close', (event) => resolve(event.code)))
  const read = await fetch(`${url}/api/room.history?roomId=${roomId}`)
  const post = await fetch(`${url}/api/message.post`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-parley-token': '1' },
    body: JSON.stringify({ id: Bun.randomUUIDv7(), roomId, body: 'let me in' }),
  })
  const answers = [code, read.status, post.status]
  if (code !== CLOSE.sessionEnded || read.status !== 401 || post.status !== 401) {
    throw new Error(`a stranger was answered ${answers.join(', ')}`)
  }
}
