import { expect, test } from 'bun:test'
import { Drafts, type TextStore } from './drafts.ts'

function aStore(isFull = false): TextStore & { texts: Map<string, string> } {
  const texts = new Map<string, string>()
  return {
    texts,
    getItem: (key) => texts.get(key) ?? null,
    setItem: (key, text) => {
      if (isFull) throw new DOMException('full', 'QuotaExceededError')
      texts.set(key, text)
    },
    removeItem: (key) => void texts.delete(key),
    key: (index) => [...texts.keys()][index] ?? null,
    get length() {
      return texts.size
    },
  }
}

test('a draft is there after the page was loaded again', () => {
  const store = aStore()
  new Drafts(store, 'ann').write('tea', 'half a sen')
  expect(new Drafts(store, 'ann').read('tea')).toBe('half a sen')
  expect(new Drafts(store, 'ann').rooms()).toEqual(new Set(['tea']))
})

test('nobody sees the drafts of another person who used the browser', () => {
  const store = aStore()
  new Drafts(store, 'ann').write('tea', 'secret')
  const eve = new Drafts(store, 'eve')
  expect(eve.read('tea')).toBe('')
  expect(eve.rooms().size).toBe(0)
  eve.erase()
  expect(new Drafts(store, 'ann').read('tea')).toBe('secret')
})

test('an empty draft is none, and erasing leaves nothing', () => {
  const store = aStore()
  const drafts = new Drafts(store, 'ann')
  drafts.write('tea', 'x')
  drafts.write('tea', '  \n')
  expect(store.texts.size).toBe(0)
  drafts.write('tea', 'x')
  drafts.write('boats', 'y')
  drafts.erase()
  expect(store.texts.size).toBe(0)
})

test('where the browser stores nothing more, a draft lives as long as the page', () => {
  const drafts = new Drafts(aStore(true), 'ann')
  drafts.write('tea', 'kept')
  expect(drafts.read('tea')).toBe('kept')
  expect(drafts.rooms()).toEqual(new Set(['tea']))
})
