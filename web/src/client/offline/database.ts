type Stores = 'user' | 'windows' | 'outbox'

const VERSION = 4
const PREFIX = 'parley-'

/** One person's database in this browser; it exists until the session ends. */
export type Database = {
  /** Runs work in one transaction: all of it is stored, where a crash does not reach it, or nothing. */
  write: (stores: readonly Stores[], work: (store: (name: Stores) => IDBObjectStore) => void) => Promise<void>
  /** Everything that a store holds. What is there was put there by this program. */
  readAll: (store: Stores) => Promise<unknown[]>
  read: (store: Stores, key: string) => Promise<unknown>
  close: () => void
}

/** Opens the database of one person; rejects where the browser has none, as in some private windows. */
export async function openDatabase(userId: string): Promise<Database> {
  const opening = indexedDB.open(PREFIX + userId, VERSION)
  opening.onupgradeneeded = ({ oldVersion }) => {
    const { result } = opening
    // What the server knows too is read afresh in another shape; what was not sent stays.
    if (oldVersion > 0) for (const store of ['user', 'windows']) result.deleteObjectStore(store)
    else result.createObjectStore('outbox', { keyPath: 'key' })
    result.createObjectStore('user')
    result.createObjectStore('windows', { keyPath: 'roomId' })
  }
  const database = await settled(opening)
  // Another tab erases everything: whatever comes later must not be stored.
  database.onversionchange = () => database.close()
  const reading = (store: Stores) => database.transaction(store, 'readonly').objectStore(store)
  return {
    write: (stores, work) => written(database.transaction(stores, 'readwrite', { durability: 'strict' }), work),
    readAll: async (store) => settled<unknown[]>(reading(store).getAll()),
    read: async (store, key) => settled<unknown>(reading(store).get(key)),
    close: () => database.close(),
  }
}

/** Deletes everything that is kept of one person. */
export async function deleteDatabase(userId: string): Promise<void> {
  await settled(indexedDB.deleteDatabase(PREFIX + userId))
}

function written(transaction: IDBTransaction, work: (store: (name: Stores) => IDBObjectStore) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error ?? new Error('the browser could not store this'))
    work((name) => transaction.objectStore(name))
  })
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('the browser could not read what is stored'))
  })
}
