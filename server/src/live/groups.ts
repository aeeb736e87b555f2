/** Some by each key, in the order in which they came. Most keys have one, for which a set of its own would weigh too much. */
export class Groups<V extends object> {
  readonly #groups = new Map<string, V | Set<V>>()

  add(key: string, value: V): void {
    const group = this.#groups.get(key)
    if (group === undefined) this.#groups.set(key, value)
    else if (group instanceof Set) group.add(value)
    else if (group !== value) this.#groups.set(key, new Set([group, value]))
  }

  delete(key: string, value: V): void {
    const group = this.#groups.get(key)
    if (group === value) this.#groups.delete(key)
    if (!(group instanceof Set)) return
    group.delete(value)
    const [first] = group
    if (first !== undefined && group.size === 1) this.#groups.set(key, first)
  }

  /** How many keys have some. */
  get size(): number {
    return this.#groups.size
  }

  has(key: string): boolean {
    return this.#groups.has(key)
  }

  /** As they are now: whoever comes or goes while they are gone through does not change it. */
  of(key: string): readonly V[] {
    const group = this.#groups.get(key)
    if (group === undefined) return []
    return group instanceof Set ? [...group] : [group]
  }
}
