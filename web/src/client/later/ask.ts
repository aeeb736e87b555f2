import { LIMITS } from '@parley/protocol/limits.ts'
import type { Message } from '@parley/protocol/messages.ts'
import type { Answer } from '@parley/sdk/client.ts'
import { momentAhead } from '../../later/rows.ts'
import { clientTexts } from '../../texts/client.ts'
import { commandTexts } from '../../texts/commands.ts'
import { laterTexts as texts } from '../../texts/later.ts'
import type { App } from '../app/app.ts'
import { notify } from '../app/notify.ts'
import { callQuestion } from '../composer/call-question.ts'
import type { Desk } from '../composer/desk.ts'
import { readTyped, type Typed } from '../composer/slash.ts'

/** Asks when one wants to be reminded of a message, and sees to it. */
export function askReminder(app: App, { id: messageId }: Pick<Message, 'id'>): void {
  const onPick = async (at: string) => {
    await app.client.command('reminder.set', { messageId, at })
    notify(app, texts.willRemind(momentFor(app, at)))
  }
  app.patch({ dialog: { kind: 'when', title: texts.remindWhen, onPick } })
}

/** Why a typed text cannot be sent later; null: it can. */
function problemOf(typed: Typed): string | null {
  if (typed.kind === 'unknown') return commandTexts.noCommand(typed.name)
  if (typed.kind === 'command') return commandTexts.notLater
  if (typed.body === '') return texts.writeFirst
  return [...typed.body].length > LIMITS.bodyLength ? clientTexts.tooLong(LIMITS.bodyLength) : null
}

/** A message that is to be sent later. */
type Unsent = Answer & { roomId: string; body: string }

/** Asks when what is typed at a desk is to be sent; `done` is told under which key its draft was kept. */
export async function scheduleTyped(app: App, desk: Desk, text: string, done: (key: string) => void): Promise<void> {
  const place = desk.place()
  const { answering, editing } = desk.writing()
  if (place === null || editing !== null) return
  const typed = readTyped(text)
  const problem = problemOf(typed) ?? (await callQuestion(app.user, { roomId: place.roomId, text, editing: null }))
  if (problem !== null || typed.kind !== 'say') return desk.write({ problem })
  const quote = answering ? { replyTo: answering.id } : {}
  const unsent = { roomId: place.roomId, body: typed.body, ...quote, ...desk.thread() }
  askSchedule(app, unsent, () => {
    desk.done()
    done(place.key)
  })
}

/** Asks when a message is to be sent, and schedules it; `done`: it no longer waits where it was written. */
function askSchedule(app: App, unsent: Unsent, done: () => void): void {
  const onPick = async (at: string) => {
    await app.client.command('message.schedule', { ...unsent, at })
    done()
    notify(app, texts.willSend(momentFor(app, at)))
  }
  app.patch({ dialog: { kind: 'when', title: texts.sendWhen, onPick } })
}

/** A moment ahead in words, as of now. */
export function momentFor({ user }: App, at: string): string {
  return user ? momentAhead(user, at, Date.now()) : ''
}
