import type { Disk } from './disk.ts'
import type { Loop } from './loop.ts'
import { Node } from './node.ts'
import type { Random } from './random.ts'
import { START } from './stage.ts'

/**
 * The servers of a run, each a row of lives over the same stored data. There is one today; another needs a bus between
 * their hubs, and a device then picks its own.
 */
export class Servers {
  node: Node
  /** By how much the machine's clock is wrong. */
  skewMs = 0
  readonly lines: string[] = []
  readonly #parts: { loop: Loop; random: Random; disk: Disk }

  constructor(parts: { loop: Loop; random: Random; disk: Disk }) {
    this.#parts = parts
    this.node = this.#begin()
  }

  get open(): number {
    return [...this.node.wires].filter((wire) => wire.isOpen).length
  }

  /** Ends the process, and starts another after a while. False where none is running. */
  kill(isTold: boolean, downMs: number): boolean {
    if (!this.node.isAlive) return false
    this.node.kill(isTold)
    this.#startIn(downMs)
    return true
  }

  async drain(downMs: number): Promise<void> {
    const { node } = this
    if (!node.isAlive) return
    await node.drain()
    this.#startIn(downMs)
  }

  sleep(until: number): void {
    // Who falls asleep again in his sleep wakes no sooner.
    this.node.asleepUntil = Math.max(this.node.asleepUntil, until)
  }

  heal(): void {
    this.skewMs = 0
  }

  #startIn(ms: number): void {
    const { loop } = this.#parts
    loop.after(ms, () => {
      if (!this.node.isAlive) this.node = this.#begin()
    })
  }

  #begin(): Node {
    const { loop, random, disk } = this.#parts
    const node: Node = new Node({
      loop,
      random,
      disk,
      date: () => START + Math.floor(loop.now) + this.skewMs,
      onGaveUp: () => this.kill(true, 500),
      onLine: (line) => this.lines.push(line),
    })
    void node.start()
    return node
  }
}
