import type { Store } from '@parley/server/database/store.ts'
import type { Reader } from '@parley/server/database/transaction.ts'

/**
 * A store whose reads use the writer's connection while nobody writes, which spares each a transaction and what a connection
 * forgets when another writes. While somebody writes they have connections of their own, as always.
 */
export async function withSharedReads(store: Store): Promise<Store> {
  const shared = await store.writer.group(async (reader): Promise<Reader> => reader)
  let reads = 0
  let isWriting = false
  const whenIdle: (() => void)[] = []
  const read: Store['read'] = async (work) => {
    if (isWriting) return store.read(work)
    reads += 1
    try {
      return await work(shared)
    } finally {
      reads -= 1
      if (reads === 0) for (const goOn of whenIdle.splice(0)) goOn()
    }
  }
  const group: Store['writer']['group'] = async (work) => {
    while (reads > 0) await new Promise<void>((resolve) => whenIdle.push(resolve))
    isWriting = true
    try {
      return await store.writer.group(work)
    } finally {
      isWriting = false
    }
  }
  return { ...store, read, writer: { ...store.writer, group } }
}
