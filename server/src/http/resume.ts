import type { Cursors } from '@parley/protocol/logs.ts'

/**
 * Writes the cursors of an event stream in few bytes, for the client sends them back in a header: the epoch, then, for
 * those that moved since the address was asked for, their place in the address and their seq: `<epoch>;0.15,3.7`.
 */
export function writeResume(epoch: string, asked: Cursors, at: Cursors): string {
  const moved = Object.entries(asked).flatMap(([logId, seq], index) =>
    at[logId] === undefined || at[logId] === seq ? [] : [`${index}.${at[logId]}`],
  )
  return `${epoch};${moved.join(',')}`
}

/** Reads what `writeResume` wrote for the same address; null for anything else. */
export function readResume(text: string, asked: Cursors): { epoch: string; cursors: Cursors } | null {
  const parts = /^([\w-]{1,64});((?:\d{1,3}\.\d{1,15}(?:,|$))*)$/.exec(text)
  const [, epoch, moved] = parts ?? []
  if (epoch === undefined || moved === undefined) return null
  const logIds = Object.keys(asked)
  const cursors = { ...asked }
  for (const pair of moved.split(',').filter((part) => part !== '')) {
    const [index, seq] = pair.split('.').map(Number)
    const logId = logIds[index ?? -1]
    if (logId === undefined || seq === undefined) return null
    cursors[logId] = seq
  }
  return { epoch, cursors }
}
