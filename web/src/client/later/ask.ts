import type { Message } from '@parley/protocol/messages.ts'
import type { Answer } from '@parley/sdk/client.ts'
import { momentAhead } from '../../later/rows.ts'
import { laterTexts as texts } from '../../texts/later.ts'
import type { App } from '../app/app.ts'
import { notify } from '../app/notify.ts'
import type { Desk } from '../composer/desk.ts'

/** Asks when one wants to be reminded of a message, and sees to it. */
export function askReminder(app: App, { id: messageId }: Pick<Message, 'id'>): void {
  const onPick = async (at: string) => {
    await app.client.command('reminder.set', { messageId, at })
    notify(app, texts.willRemind(momentFor(app, at)))
  }
  app.patch({ dialog: { kind: 'when', title: texts.remindWhen, onPick } })
}

/** A message that is to be sent later. */
type Unsent = Answer & { roomId: string; body: string }

/** Asks when what is typed at a desk is to be sent; `done` is told under which key its draft was kept. */
export function scheduleTyped(app: App, desk: Desk, text: string, done: (key: string) => void): void {
  const place = desk.place()
  const { answering, editing } = desk.writing()
  if (place === null || editing !== null) return
  if (text.trim() === '') return desk.write({ problem: texts.writeFirst })
  const quote = answering ? { replyTo: answering.id } : {}
  const unsent = { roomId: place.roomId, body: text.trim(), ...quote, ...desk.thread() }
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
