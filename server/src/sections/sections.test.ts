import { expect, test } from 'bun:test'
import { aCommunity, type TestPerson } from '../testing/people.ts'
import { aParley } from '../testing/parley.ts'

async function sectionsOf(person: TestPerson): Promise<string[]> {
  return (await person.reads('room.list', {})).sections.own.map(({ name }) => name)
}

async function placeOf(person: TestPerson, roomId: string): Promise<string | null | undefined> {
  return (await person.reads('room.show', { roomId })).entry.membership?.sectionId
}

test('sections are one’s own: made at the end, renamed, moved and collapsed', async () => {
  const { ann, bob } = await aCommunity(await aParley())
  const ids: string[] = []
  for (const name of ['Harbour', 'Boats', 'Crew']) ids.push((await ann.did('section.create', { name })).subjectId)
  const [harbour = '', boats = '', crew = ''] = ids
  await ann.did('section.move', { sectionId: crew, before: harbour })
  await ann.did('section.move', { sectionId: harbour })
  await ann.did('section.move', { sectionId: boats, before: boats })
  await ann.did('section.edit', { sectionId: boats, name: ' Dinghies ', isCollapsed: true })
  await ann.did('section.edit', { sectionId: 'people', isCollapsed: true })
  expect((await ann.reads('room.list', {})).sections).toEqual({
    own: [
      { id: crew, name: 'Crew', isCollapsed: false },
      { id: boats, name: 'Dinghies', isCollapsed: true },
      { id: harbour, name: 'Harbour', isCollapsed: false },
    ],
    collapsed: ['people'],
  })
  expect(await sectionsOf(bob)).toEqual([])
  expect(await bob.does('section.edit', { sectionId: crew, name: 'x' })).toMatchObject({
    status: 404,
    error: { code: 'section_not_found' },
  })
  expect(await ann.does('section.edit', { sectionId: 'rooms', name: 'x' })).toMatchObject({
    error: { code: 'bad_input', field: 'name' },
  })
})

test('a room stands in one section, and by its kind again when that is deleted or one comes back', async () => {
  const { ann, bob, roomId } = await aCommunity(await aParley())
  const { subjectId: sectionId } = await bob.did('section.create', { name: 'Boats' })
  await bob.did('section.place', { roomId, sectionId: 'favourites' })
  await bob.did('section.place', { roomId, sectionId })
  expect(await ann.does('section.place', { roomId, sectionId })).toMatchObject({ error: { code: 'section_not_found' } })
  expect([await placeOf(bob, roomId), await placeOf(ann, roomId)]).toEqual([sectionId, null])
  await bob.did('section.delete', { sectionId })
  expect(await placeOf(bob, roomId)).toBeNull()
  await bob.did('section.place', { roomId, sectionId: 'favourites' })
  await bob.did('section.place', { roomId })
  expect(await placeOf(bob, roomId)).toBeNull()
})

test('nobody makes more sections than fit, and a name is one line that is there', async () => {
  const { ann } = await aCommunity(await aParley())
  for (const name of ['', ' ', '\u202e', 'x'.repeat(41)]) {
    expect(await ann.does('section.create', { name })).toMatchObject({ error: { code: 'bad_input', field: 'name' } })
  }
  for (let n = 0; n < 50; n += 1) await ann.did('section.create', { name: `Section ${n}` })
  expect(await ann.does('section.create', { name: 'One more' })).toMatchObject({ error: { code: 'bad_input' } })
  expect(await sectionsOf(ann)).toHaveLength(50)
})
