import { mmap } from 'bun'
import { writeFileSync } from 'node:fs'

/**
 * What the rig tells a server that runs, and what that tells back: one word of memory each, in a file that the rig, the
 * preloaded module and the preloaded library all map.
 */
export const WORDS = [
  /** 1: what was written to the database is held back until it is synced, so that a kill is a loss of power. */
  'hold',
  /** 1: of what is not synced, about half reaches the disk all the same, as a kernel may have it. */
  'tear',
  /** Every sync takes so many milliseconds more. */
  'syncDelayMs',
  /** So many syncs to come fail. */
  'failSyncs',
  /** 1: there is no space left. */
  'full',
  /** How far the clock of the day is off, seconds. */
  'clockShiftS',
  /** Dies at this point (its number in `POINTS`), having passed it so many times. 0: nowhere. */
  'point',
  'passes',
  /** Bytes that the kernel buffers of what a socket sends; 0: as it likes. */
  'sendBuffer',
  /** Counted by the server: deaths at a point, writes that found no space, syncs that failed, and slow ones. */
  'deaths',
  'refusedWrites',
  'failedSyncs',
  'slowSyncs',
  /** Writes that were never synced when the process died. */
  'heldWrites',
] as const

type Word = (typeof WORDS)[number]

/** Where a server can be made to die, by what it has just done. */
export const POINTS = [
  'nowhere',
  'before-commit',
  'after-commit',
  'after-publish',
  'after-ack',
  'in-catch-up',
  'in-drain',
  'in-sync',
  // What comes due is taken and done in one transaction: after the first that was taken, and on both sides of its commit.
  'after-claim',
  'before-claimed-commit',
  'after-claimed-commit',
] as const
export type Point = (typeof POINTS)[number]

/** The shared words. */
export type Control = { get: (word: Word) => number; set: (word: Word, value: number) => void }

/** Makes the file anew, all words 0. */
export function makeControl(path: string): Control {
  writeFileSync(path, new Uint8Array(4_096))
  return openControl(path)
}

/** Maps the file. */
export function openControl(path: string): Control {
  const bytes = mmap(path, { shared: true })
  const words = new Int32Array(bytes.buffer, bytes.byteOffset, WORDS.length)
  return {
    get: (word) => Atomics.load(words, WORDS.indexOf(word)),
    set: (word, value) => void Atomics.store(words, WORDS.indexOf(word), value),
  }
}
