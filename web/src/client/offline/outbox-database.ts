import type { OutboxEntry, OutboxStore } from '@parley/sdk/outbox-store.ts'
import type { Database } from './database.ts'

/** The outbox in the browser's database, shared by tabs: each tells the others when it changed something. */
export function createStoredOutbox(database: Database, channel: BroadcastChannel): OutboxStore {
  const change = async (work: (store: IDBObjectStore) => void) => {
    await database.write(['outbox'], (store) => work(store('outbox')))
    channel.postMessage('outbox')
  }
  return {
    add: (entry) => change((store) => store.put(entry)),
    list: async (userId) =>
      (await database.readAll('outbox')).filter(isEntry).filter((entry) => entry.userId === userId),
    remove: (key) => change((store) => store.delete(key)),
    mark: (key, changes) =>
      change((store) => {
        const reading: IDBRequest<unknown> = store.get(key)
        reading.onsuccess = () => {
          if (isEntry(reading.result)) store.put({ ...reading.result, ...changes })
        }
      }),
    watch: (changed) => {
      const heard = ({ data }: MessageEvent<unknown>) => {
        if (data === 'outbox') changed()
      }
      channel.addEventListener('message', heard)
      return () => channel.removeEventListener('message', heard)
    },
  }
}

/** What is in the store was put there by this program, of this version or an older one. */
function isEntry(value: unknown): value is OutboxEntry {
  return typeof value === 'object' && value !== null && 'key' in value && 'command' in value && 'userId' in value
}
