import { expect, test } from 'bun:test'
import { suggestSearch } from './suggest.ts'

const names = { people: ['ann', 'bob', 'Eve Tearle'], rooms: ['harbour tea', 'tides'] }
const labels = (text: string) => suggestSearch(text, names).map(({ label }) => label)
const texts = (text: string) => suggestSearch(text, names).map((suggestion) => suggestion.text)

test('operators that are not there yet are offered after words', () => {
  expect(labels('')).toEqual(['from:', 'in:', 'before:', 'after:', 'has:', 'is:'])
  expect(texts('tide')[0]).toBe('tide from:')
  expect(labels('tide from:ann ')).toEqual(['in:', 'before:', 'after:', 'has:', 'is:'])
})

test('after an operator its values are offered, as far as they begin so', () => {
  expect(labels('tide from:')).toEqual(['me', 'ann', 'bob', 'Eve Tearle'])
  expect(texts('tide -from:e')).toEqual(['tide -from:"Eve Tearle" '])
  expect(texts('in:#ha')).toEqual(['in:"harbour tea" '])
  expect(labels('has:l')).toEqual(['link'])
  expect(labels('from:ann')).toEqual([])
  expect(labels('before:20')).toEqual([])
})
