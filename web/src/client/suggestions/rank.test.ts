import { expect, test } from 'bun:test'
import { rank } from './rank.ts'

const of = (value: string, at = 0, ...names: string[]) => ({ names: [value, ...names], rank: at, value })

test('who begins with it comes before whose second name does, and before who has it anywhere', () => {
  const people = [of('Roxanne'), of('Lee Ann'), of('Ann Lee')]
  expect(rank(people, 'ann')).toEqual(['Ann Lee', 'Lee Ann', 'Roxanne'])
})

test('among equals whoever is nearer comes first, and otherwise the order stays', () => {
  expect(rank([of('ann far', 2), of('ann near', 0), of('ann nearby', 0)], 'ANN')).toEqual([
    'ann near',
    'ann nearby',
    'ann far',
  ])
  expect(rank([of('b'), of('a')], '')).toEqual(['b', 'a'])
})

test('any of the names counts, in any script, and eight are enough', () => {
  expect(rank([of('Тарас', 0, 'taras'), of('Ärger')], 'ТАР')).toEqual(['Тарас'])
  expect(rank([of('Тарас', 0, 'taras')], 'tar')).toEqual(['Тарас'])
  expect(rank([of('Ärger')], 'ÄR')).toEqual(['Ärger'])
  expect(
    rank(
      Array.from({ length: 20 }, (_, n) => of(`a${n}`)),
      'a',
    ),
  ).toHaveLength(8)
  expect(rank([of('bob')], 'x')).toEqual([])
})

test('accents that one does not type are not missed', () => {
  expect(rank([of('José Ñandú')], 'jose')).toEqual(['José Ñandú'])
  expect(rank([of('José Ñandú')], 'nandu')).toEqual(['José Ñandú'])
  expect(rank([of('Jose')], 'josé')).toEqual(['Jose'])
  expect(rank([of('สมชาย')], 'สม')).toEqual(['สมชาย'])
})
