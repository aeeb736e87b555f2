import { expect, test } from 'bun:test'
import { hueOf, initialsOf } from './name-sign.ts'

test('initials are the first letters of two words', () => {
  expect(initialsOf('Jonas Wetterling')).toBe('JW')
  expect(initialsOf('Tomás Ó Súilleabháin')).toBe('TÓ')
  expect(initialsOf('Maximiliane von Hohenstein-Oberkirch')).toBe('MV')
  expect(initialsOf('nils')).toBe('N')
  expect(initialsOf('ann_b')).toBe('AB')
  expect(initialsOf('Ines Carvalho', 1)).toBe('I')
})

test('other scripts have initials too', () => {
  expect(initialsOf('田中ゆき')).toBe('田中')
  expect(initialsOf('ليلى منصور')).toBe('لم')
  expect(initialsOf('김 민준')).toBe('김')
})

test('an emoji stands for itself', () => {
  expect(initialsOf('🦊 Fox')).toBe('🦊')
  expect(initialsOf('Ann 🦊')).toBe('A')
  expect(initialsOf('👩‍🔬')).toBe('👩‍🔬')
})

test('a name without letters still has a sign', () => {
  expect(initialsOf('…')).toBe('?')
  expect(initialsOf('')).toBe('?')
  expect(initialsOf('"quoted" name')).toBe('QN')
})

test('a hue is one of eight, and all are used', () => {
  const hues = new Set(Array.from({ length: 200 }, (_, index) => hueOf(`person ${index}`)))
  expect(hues).toEqual(new Set([1, 2, 3, 4, 5, 6, 7, 8]))
  expect(hueOf('Ann')).toBe(hueOf('Ann'))
})
