import { PLAIN } from '@parley/protocol/answers.ts'
import { expect, test } from 'bun:test'
import { type ComponentChildren, options } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { PinsPanel } from '../pins/pins-panel.tsx'
import { SavedList } from '../saved/saved-list.tsx'
import { messageTexts } from '../texts/messages.ts'
import { MessagePreview } from './message-preview.tsx'
import { VersionsDialog } from './versions-dialog.tsx'

Object.assign(options, { errorBoundaries: true })

const says = (seq: number, body: string) => ({
  id: `m${seq}`,
  roomId: 'r',
  seq,
  version: seq,
  authorId: 'ann',
  body,
  at: '2026-11-20T10:00:00.000Z',
  editedAt: null,
  deletedAt: null,
  ...PLAIN,
})
const ROOM = {
  id: 'r',
  kind: 'public' as const,
  name: 'tea',
  description: '',
  topic: '',
  openToGuests: false,
  announcementsOnly: false,
  slowModeS: 0,
  isArchived: false,
  peopleIds: [],
  memberCount: 2,
  lastMessageSeq: 3,
  lastMessageAt: null,
  createdAt: '2026-11-20T10:00:00.000Z',
  version: 1,
  isClosed: false,
}
const MESSAGES = [says(1, 'before'), says(2, 'broken'), says(3, 'after')]

function blocksOf(body: string) {
  if (body === 'broken') throw new Error('nobody thought of this')
  return [{ t: 'p' as const, c: [body] }]
}

function expectAllButOne(view: ComponentChildren, shown: readonly string[]): void {
  const html = renderToString(<>{view}</>)
  const places = shown.map((text) => html.indexOf(text))
  expect(places.every((place) => place > 0)).toBe(true)
  expect(places.toSorted((a, b) => a - b)).toEqual(places)
  expect(html).not.toContain('broken')
}

const IN_ORDER = ['before', messageTexts.cannotBeShown, 'after']

test('among pinned messages one that cannot be shown says so, and all others are shown', () => {
  const room = { roomSign: '#tea', path: '/r/tea', people: {}, olderHref: null }
  expectAllButOne(<PinsPanel {...room} pins={MESSAGES} blocksOf={({ body }) => blocksOf(body)} />, IN_ORDER)
})

test('among what one keeps one that cannot be shown says so, and all others are shown', () => {
  const saved = MESSAGES.map((message) => ({ message, seq: 9 - message.seq, savedAt: message.at }))
  const list = { saved, lost: [], rooms: [ROOM], people: [], next: null }
  expectAllButOne(
    <SavedList list={list} ownId="bob" nextHref={null} blocksOf={({ body }) => blocksOf(body)} />,
    IN_ORDER,
  )
})

test('among what a message said before one that cannot be shown says so', () => {
  const [now, ...former] = MESSAGES
  const versions = former.map(({ version, body, at }) => ({ version, body, at }))
  const dialog = { problem: null, blocksOf, onClose: () => {} }
  expectAllButOne(<VersionsDialog {...dialog} message={now ?? says(1, '')} versions={versions} />, IN_ORDER)
})

test('a preview of what cannot be shown says so', () => {
  const showName = () => {
    throw new Error('nobody thought of this')
  }
  expectAllButOne(
    <MessagePreview
      note={null}
      origin=""
      showName={showName}
      blocks={[{ t: 'p', c: [{ t: 'name', v: '@broken' }] }]}
    />,
    [messageTexts.cannotBeShown],
  )
})
