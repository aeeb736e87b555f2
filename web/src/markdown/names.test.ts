import { expect, test } from 'bun:test'
import { roomNamesIn } from './names.ts'

test('names of rooms are found wherever a word begins, each once, in the forms in which they are compared', () => {
  expect(roomNamesIn('See #Boats, (#tea-time) and #boats. «#山田»')).toEqual(['boats', 'tea-time', '山田'])
  expect(roomNamesIn('at #end-')).toEqual(['end-', 'end'])
})

test('headings, links, entities and lone signs name no room', () => {
  for (const text of ['# Boats', '## boats', 'https://example.org/#boats', '&#35;', 'a#b', '#', '#-x', 'no sign']) {
    expect(roomNamesIn(text)).toEqual([])
  }
})

test('a body of nothing but signs is read at once', () => {
  for (const body of ['#'.repeat(16_000), '#a'.repeat(8_000), '#a.'.repeat(5_333)]) {
    expect(roomNamesIn(body).length).toBeLessThanOrEqual(2)
  }
})
