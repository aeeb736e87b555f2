import { LIMITS } from '@parley/protocol/limits.ts'
import { roomPath } from '../../rooms/room-title.ts'
import { searchIn, searchPath } from '../../search/search-path.ts'
import { commandTexts as texts } from '../../texts/commands.ts'
import { presenceTexts } from '../../texts/presence.ts'
import type { App } from '../app/app.ts'
import { setStatus, toggleAway } from '../people/set-status.ts'
import { laterTexts } from '../../texts/later.ts'
import { notify } from '../app/notify.ts'
import { momentFor } from '../later/ask.ts'
import { readTime } from '../later/times.ts'
import type { Desk } from './desk.ts'
import { LEAST_READ_MS } from './ask-once.ts'
import { lacksMore, readTyped, type SlashName, takesLess } from './slash.ts'

type Parts = {
  readonly app: App
  /** Where it was typed. */
  readonly desk: Desk
  readonly roomId: string
  /** Shows a path of the app. */
  readonly goTo: (path: string) => Promise<void>
}

/** What a command cannot do, in words. */
class Refused extends Error {}

/** What became of a text that begins with a slash: it is to be said, was refused, or is done. */
export type CarriedOut = { body: string } | { problem: string } | { done: SlashName }

/** Carries out what was typed into a room's composer. Rejects with what was wrong. */
export async function carryOut(parts: Parts, text: string): Promise<CarriedOut> {
  const typed = readTyped(text)
  if (typed.kind === 'say') return { body: typed.body }
  const { name } = typed
  if (typed.kind === 'unknown') return { problem: texts.noCommand(name) }
  if (lacksMore(typed.name, typed.rest)) return { problem: texts.needs(name, texts.commands[typed.name].hint) }
  if (takesLess(typed.name, typed.rest)) return { problem: texts.takesLess(name) }
  try {
    await run(parts, typed.name, typed.rest)
  } catch (error) {
    if (error instanceof Refused) return { problem: error.message }
    throw error
  }
  return { done: typed.name }
}

async function run(parts: Parts, name: SlashName, rest: string): Promise<void> {
  const { app, roomId, goTo } = parts
  const { client } = app
  switch (name) {
    case 'help':
    case 'me':
    case 'shrug':
      return app.patch({ dialog: { kind: 'shortcuts' } })
    case 'topic':
      await client.command('room.set-topic', { roomId, topic: rest })
      return
    case 'invite':
      return invite(parts, rest)
    case 'search':
      return goTo(searchPath(rest === '' ? searchIn(app.room?.room.name ?? '') : rest))
    case 'leave':
      return leave(parts)
    case 'join':
      return join(parts, rest)
    case 'msg':
      return writeTo(parts, rest)
    case 'remind':
      return remind(parts, rest)
    case 'mute':
      return mute(parts)
    case 'away':
      return goAway(app)
    case 'status':
      return sayStatus(app, rest)
  }
}

/** Who leaves a private room, and when he was told that he does not come back by himself. */
let leaving: { readonly roomId: string; readonly toldAtMs: number } | null = null

async function leave({ app, roomId, goTo }: Parts): Promise<void> {
  if (app.room?.room.kind === 'private') {
    const isTold = leaving?.roomId === roomId
    if (!isTold) leaving = { roomId, toldAtMs: performance.now() }
    // A second press that was on its way before is no answer.
    if (!isTold || performance.now() - (leaving?.toldAtMs ?? 0) < LEAST_READ_MS) throw new Refused(texts.leavePrivate)
  }
  leaving = null
  await app.client.command('room.leave', { roomId })
  await goTo('/rooms')
}

/** To a room by its name; who is not in it joins it. */
async function join({ app, goTo }: Parts, rest: string): Promise<void> {
  const name = rest.replace(/^#/, '')
  if (name === '') throw new Refused(texts.needs('join', texts.commands.join.hint))
  const { rooms } = await app.client.query('room.list-named', {
    names: [[...name].slice(0, LIMITS.roomNameLength).join('')],
  })
  const room = rooms[0]?.room
  if (room === undefined) throw new Refused(texts.noRoom(rest))
  if (app.user?.rooms[room.id] === undefined) await app.client.command('room.join', { roomId: room.id })
  await goTo(roomPath(room))
}

/** The latest message of where it is typed, the room or a thread, comes back at a time. */
async function remind({ app, desk }: Parts, rest: string): Promise<void> {
  // “Remind me” is how it is said elsewhere.
  const at = readTime(rest.replace(/^me\s+/iu, ''), Date.now(), app.user?.me.timeZone ?? 'UTC')
  if (at === null) throw new Refused(laterTexts.noTime)
  const isInThread = desk.thread().rootId !== undefined
  const window = isInThread ? app.room?.thread?.window : app.room?.window
  const last = window?.messages.findLast(({ deletedAt }) => deletedAt === null)
  const message = last ?? (isInThread ? app.room?.thread?.root : undefined)
  if (!message) throw new Refused(laterTexts.nothingSaid)
  const when = new Date(at).toISOString()
  await app.client.command('reminder.set', { messageId: message.id, at: when })
  notify(app, laterTexts.willRemind(momentFor(app, when)))
}

async function mute({ app, roomId }: Parts): Promise<void> {
  const isMuted = app.room?.membership?.level === 'nothing'
  await app.client.command('membership.set-level', { roomId, level: isMuted ? 'mentions' : 'nothing' })
  notify(app, isMuted ? texts.unmuted : texts.muted)
}

async function goAway(app: App): Promise<void> {
  if (app.user === null) return
  const now = await toggleAway(app.client, app.user.me)
  app.patch({ announcement: now === 'away' ? presenceTexts.isAway : presenceTexts.isBack })
}

async function sayStatus(app: App, rest: string): Promise<void> {
  await setStatus(app.client, rest)
  app.patch({ announcement: rest === '' ? presenceTexts.statusCleared : presenceTexts.statusIs(rest) })
}

/** Everybody who is named, or nobody where one of the names means none. */
async function invite({ app, roomId }: Parts, rest: string): Promise<void> {
  const names = rest.split(/[\s,،]+/u).filter((name) => name !== '')
  const people = await Promise.all(names.map((name) => personCalled(app, name)))
  const members = new Set(app.room?.members?.map(({ userId }) => userId))
  const said = people.map(({ id, displayName }) => (members.has(id) ? texts.isIn : texts.added)(displayName))
  for (const { id } of people) await app.client.command('room.add-member', { roomId, userId: id })
  notify(app, said.join(' '))
}

/** What follows the name is said to that person at once. */
async function writeTo({ app, goTo }: Parts, rest: string): Promise<void> {
  const [, name = '', body = ''] = /^(\S+)\s*([\s\S]*)$/u.exec(rest) ?? []
  const { id } = await personCalled(app, name)
  const { subjectId } = await app.client.command('room.open-direct', { userIds: [id] })
  await goTo(roomPath({ id: subjectId, kind: 'direct', name: null }))
  if (body !== '') await app.client.post(subjectId, body)
}

function personCalled(app: App, name: string) {
  return app.client.query('user.show', { userName: name.replace(/^@/, '') })
}
