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
import { lacksMore, readTyped, type SlashName } from './slash.ts'

type Parts = {
  readonly app: App
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
      await client.command('room.leave', { roomId })
      return goTo('/rooms')
    case 'join':
      return goTo(`/r/${encodeURIComponent(rest.replace(/^#/, ''))}`)
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

/** The latest message of the room comes back at a time. */
async function remind({ app }: Parts, rest: string): Promise<void> {
  const at = readTime(rest, Date.now(), app.user?.me.timeZone ?? 'UTC')
  if (at === null) throw new Refused(laterTexts.noTime)
  const message = app.room?.window?.messages.findLast(({ deletedAt }) => deletedAt === null)
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

async function invite({ app, roomId }: Parts, rest: string): Promise<void> {
  const { id, displayName } = await personCalled(app, rest)
  await app.client.command('room.add-member', { roomId, userId: id })
  app.patch({ announcement: texts.added(displayName) })
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
