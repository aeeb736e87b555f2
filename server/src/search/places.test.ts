import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { addPlace, addStored, BLOCK_SIZE, listPlaces, noPlaces, removePlace, toStored } from './places.ts'

const somePlaces = fc.uniqueArray(fc.nat(BLOCK_SIZE - 1), { maxLength: 700 })

test('what is stored is what was there, as a list and as a bitmap', () => {
  fc.assert(
    fc.property(somePlaces, somePlaces, (added, removed) => {
      const places = noPlaces()
      for (const place of added) addPlace(places, place)
      for (const place of removed) removePlace(places, place)
      const gone = new Set(removed)
      const left = added.filter((place) => !gone.has(place)).sort((a, b) => a - b)
      expect(listPlaces(places)).toEqual(left)
      const stored = toStored(places)
      const read = noPlaces()
      if (stored !== null) addStored(read, Buffer.from(stored, 'hex'))
      expect(stored === null).toBe(left.length === 0)
      expect(listPlaces(read)).toEqual(left)
    }),
  )
})
