import { expect, test } from 'bun:test'
import { PLAIN } from '@parley/protocol/answers.ts'
import type { Block } from '../../markdown/blocks.ts'
import { BodyParser } from './body-parser.ts'

const blocksOf = (body: string): Block[] => [{ t: 'pre', v: body }]

test('what the page came with needs no parser', () => {
  const parser = new BodyParser(
    () => Promise.reject(new Error('not needed')),
    () => {},
  )
  const message = {
    id: 'm',
    roomId: 'r',
    seq: 1,
    version: 2,
    authorId: 'ann',
    body: '*x*',
    at: '',
    editedAt: null,
    deletedAt: null,
    ...PLAIN,
  }
  parser.seed([message], { m: { version: 2, blocks: blocksOf('*x*') } })
  expect(parser.parsed(message)).toEqual(blocksOf('*x*'))
})

test('the parser comes once, when it is needed, and tells when it is there', async () => {
  let loads = 0
  const told = Promise.withResolvers<void>()
  const parser = new BodyParser(async () => {
    loads += 1
    return blocksOf
  }, told.resolve)
  expect(parser.parsed({ body: '*a*' })).toBeUndefined()
  expect(parser.parsed({ body: '*b*' })).toBeUndefined()
  await told.promise
  const first = parser.parsed({ body: '*a*' })
  expect(first).toEqual(blocksOf('*a*'))
  expect(parser.parsed({ body: '*a*' })).toBe(first)
  expect(loads).toBe(1)
})

test('what needs the parser waits for it, and the rest does not', async () => {
  const told = Promise.withResolvers<void>()
  const parser = new BodyParser(async () => blocksOf, told.resolve)
  expect(parser.isReadyFor([{ body: 'plain' }])).toBe(true)
  expect(parser.isReadyFor([{ body: 'plain' }, { body: '*a*' }])).toBe(false)
  await told.promise
  expect(parser.isReadyFor([{ body: '*a*' }])).toBe(true)
})

test('where the parser cannot be had, nothing waits, which is told once, and it is asked for again later', async () => {
  let loads = 0
  const tellings = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  let told = 0
  const parser = new BodyParser(
    async () => {
      loads += 1
      if (loads < 3) throw new Error('offline')
      return blocksOf
    },
    () => tellings[told++]?.resolve(),
  )
  expect(parser.isReadyFor([{ body: '*a*' }])).toBe(false)
  await tellings[0]?.promise
  expect(parser.isReadyFor([{ body: '*a*' }])).toBe(true)
  expect(parser.parsed({ body: '*a*' })).toBeUndefined()
  await new Promise(setImmediate)
  expect(told).toBe(1)
  expect(parser.parsed({ body: '*a*' })).toBeUndefined()
  await tellings[1]?.promise
  expect(parser.parsed({ body: '*a*' })).toEqual(blocksOf('*a*'))
})
