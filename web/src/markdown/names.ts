import { namesIn, readingsOf } from '@parley/protocol/mentions.ts'
import type { Inline } from './blocks.ts'

const ROOM = /(?<![\p{L}\p{M}\p{Nd}&#/])#([\p{L}\p{Nd}][\p{L}\p{M}\p{Nd}._-]*)/gu

/** The names of rooms that may stand in a text, each once, in the forms in which they are compared. */
export function roomNamesIn(text: string): string[] {
  if (!text.includes('#')) return []
  return [...new Set(Array.from(text.matchAll(ROOM), ({ 1: name = '' }) => readingsOf(name)).flat())]
}

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
