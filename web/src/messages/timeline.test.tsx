import { PLAIN } from '@parley/protocol/answers.ts'
import { expect, test } from 'bun:test'
import { options } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { messageTexts } from '../texts/messages.ts'
import { Timeline } from './timeline.tsx'
import { timelineItems } from './timeline-items.ts'

Object.assign(options, { errorBoundaries: true })

const says = (seq: number, body: string) => ({
  message: {
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
  },
  state: 'sent' as const,
})

test('a message that cannot be shown says so in its place, and all others are shown', () => {
  const items = timelineItems({ said: [says(1, 'before'), says(2, 'broken'), says(3, 'after')], zone: 'UTC' })
  const html = renderToString(
    <Timeline
      label="Messages"
      items={items}
      around={{
        ownId: 'bob',
        people: {},
        blocksOf: ({ message: { body } }) => {
          if (body === 'broken') throw new Error('nobody thought of this')
          return [{ t: 'p', c: [body] }]
        },
        roomPath: '/r/tea',
      }}
    />,
  )
  const places = ['before', messageTexts.cannotBeShown, 'after'].map((text) => html.indexOf(text))
  expect(places.every((place) => place > 0)).toBe(true)
  expect(places.toSorted((a, b) => a - b)).toEqual(places)
  expect(html).not.toContain('broken')
})
