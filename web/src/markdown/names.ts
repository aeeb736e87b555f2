import { namesIn } from '@parley/protocol/mentions.ts'
import type { Inline } from './blocks.ts'

const ROOM = /(?<![\p{L}\p{M}\p{Nd}&#/])#([\p{L}\p{Nd}][\p{L}\p{M}\p{Nd}._-]*)/gu

/** A text with what may be names of people and rooms apart. */
export function withNames(text: string): Inline[] {
  const rooms = text.includes('#') ? Array.from(text.matchAll(ROOM), ({ index, 0: name }) => ({ at: index, name })) : []
  const people = namesIn(text).map(({ at, name }) => ({ at, name: `@${name}` }))
  const parts: Inline[] = []
  let end = 0
  for (const { at, name } of [...people, ...rooms].sort((a, b) => a.at - b.at)) {
    if (at < end) continue
    const v = name.replace(/\.+$/u, '')
    parts.push(text.slice(end, at), { t: 'name', v })
    end = at + v.length
  }
  return [...parts, text.slice(end)]
}
