import { expect, test } from 'bun:test'
import { NOTICE_LIMITS } from '@parley/protocol/notice-limits.ts'
import { reasonTexts } from '../../texts/reasons.ts'
import { LEAST_READ_MS } from './ask-once.ts'
import { callQuestion } from './call-question.ts'

const LARGE = NOTICE_LIMITS.callQuietly + 1

/** A screen on which what is asked stands at once, and on which time goes on by hand. */
function aScreen() {
  const waiting: (() => void)[] = []
  const screen = {
    now: 0,
    isSlow: false,
    nowMs: () => screen.now,
    drawn: (tell: () => void) => void (screen.isSlow ? waiting.push(tell) : tell()),
    draw: () => waiting.splice(0).forEach((tell) => tell()),
  }
  return screen
}

function speaker(memberCount: number, role = 'member') {
  return { me: { role }, rooms: { tea: { room: { memberCount } } } }
}

/** Whether one is asked; each question is asked in a room of its own, so that none is a repeat. */
async function isAsked(text: string, who = speaker(LARGE), calls: 'here' | 'room' | null | 'new' = 'new') {
  const editing = calls === 'new' ? null : { id: crypto.randomUUID(), calls }
  const roomId = crypto.randomUUID()
  const rooms = { [roomId]: who.rooms.tea }
  const question = await callQuestion({ ...who, rooms }, { roomId, text, editing }, aScreen())
  expect([null, reasonTexts.callLarge(who.rooms.tea.room.memberCount)]).toContain(question)
  return question !== null
}

const CALLING = ['@here: tea', 'tea, @room.', '@all @channel @everyone', '(@Here)', '> @room?\n\n@room', '_@room_']

test.each(CALLING)('before %j is said in a large room one is asked, and in a small one not', async (text) => {
  expect(await isAsked(text)).toBe(true)
  expect(await isAsked(text, speaker(LARGE - 1))).toBe(false)
  expect(await isAsked(text, speaker(0))).toBe(false)
})

test.each([
  '@ann and @bob',
  'mail room@example.org, see https://example.org/@room',
  '`@room` and ``@here``',
  '```\n@room\n```',
  'a `tick\n\n```\n@here',
  '\\@room',
  '> @room said somebody',
  '- > @here',
  '@roomy @herein',
  '/topic @room',
  '/remind @here tomorrow',
  '/nothing @room',
  '//@room',
  '@ room',
  '@'.repeat(16_000),
  '',
])('%j calls nobody, so nobody is asked', async (text) => {
  expect(await isAsked(text)).toBe(false)
})

test('of a command that says something, one is asked for what it says', async () => {
  expect(await isAsked('/me waves at @room')).toBe(true)
  expect(await isAsked('/shrug `@room`')).toBe(false)
  expect(await isAsked('/usr/bin @here')).toBe(true)
})

test('a guest calls nobody; a moderator of announcements does, and so does whoever replies in a thread', async () => {
  expect(await isAsked('@room', speaker(LARGE, 'guest'))).toBe(false)
  for (const role of ['owner', 'member'])
    expect(await isAsked('@room the pier is closed', speaker(LARGE, role))).toBe(true)
})

test('a change that begins to call asks, what called already does not, and what is no command is changed as it is', async () => {
  expect(await isAsked('now @room', speaker(LARGE), null)).toBe(true)
  expect(await isAsked('still @room', speaker(LARGE), 'room')).toBe(false)
  expect(await isAsked('/topic @room', speaker(LARGE), null)).toBe(true)
  expect(await isAsked('nothing now', speaker(LARGE), 'room')).toBe(false)
})

test('one is asked once, and again for the next message, another text or another room', async () => {
  const who = {
    me: { role: 'member' },
    rooms: { tea: { room: { memberCount: 30 } }, cake: { room: { memberCount: 40 } } },
  }
  const screen = aScreen()
  const ask = (roomId: string, text: string) => {
    screen.now += LEAST_READ_MS
    return callQuestion(who, { roomId, text, editing: null }, screen)
  }
  expect(await ask('tea', '@room')).toBe(reasonTexts.callLarge(30))
  expect(await ask('tea', '@room')).toBeNull()
  expect(await ask('tea', '@room')).toBe(reasonTexts.callLarge(30))
  expect(await ask('tea', '@room, please')).toBe(reasonTexts.callLarge(30))
  expect(await ask('cake', '@room, please')).toBe(reasonTexts.callLarge(40))
  expect(await ask('cake', '@room, please')).toBeNull()
})

test('who presses twice before he can have read what he is asked says nothing yet', async () => {
  const screen = aScreen()
  const roomId = crypto.randomUUID()
  const who = { me: { role: 'member' }, rooms: { [roomId]: { room: { memberCount: LARGE } } } }
  const ask = () => callQuestion(who, { roomId, text: '@room tea', editing: null }, screen)
  const question = reasonTexts.callLarge(LARGE)
  screen.isSlow = true
  expect([await ask(), await ask()]).toEqual([question, question])
  // A page that is busy draws late: what stands nowhere is not read.
  screen.now += 10 * LEAST_READ_MS
  expect(await ask()).toBe(question)
  screen.draw()
  screen.now += LEAST_READ_MS - 1
  expect(await ask()).toBe(question)
  screen.now += 1
  expect(await ask()).toBeNull()
})

test('in a room that is not known, and before one knows who one is, nobody is asked', async () => {
  expect(await callQuestion(null, { roomId: 'tea', text: '@room', editing: null })).toBeNull()
  expect(await callQuestion(speaker(LARGE), { roomId: 'constructor-of', text: '@room', editing: null })).toBeNull()
})
