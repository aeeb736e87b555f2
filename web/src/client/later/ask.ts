import type { Message } from '@parley/protocol/messages.ts'
import { dayLabelOf, timeOf } from '../../parts/moments.ts'
import { laterTexts as texts } from '../../texts/later.ts'
import { timeTexts } from '../../texts/times.ts'
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
type Unsent = { roomId: string; body: string; replyTo?: string; rootId?: string; alsoInRoom?: boolean }

/** Asks when what is typed at a desk is to be sent; `done` is told under which key its draft was kept. */
export function scheduleTyped(app: App, desk: Desk, text: string, done: (key: string) => void): void {
  const place = desk.place()
  const { answering, editing } = desk.writing()
  if (place === null || editing !== null) return
  if (text.trim() === '') return desk.write({ problem: texts.writeFirst })
  const unsent = { roomId: place.roomId, body: text.trim(), ...(answering ? { replyTo: answering.id } : {}) }
  askSchedule(app, unsent, () => done(place.key))
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

/** A moment ahead in words: "Today, 14:30". */
export function momentFor(app: App, at: string): string {
  const zone = app.user?.me.timeZone ?? 'UTC'
  return timeTexts.full(dayLabelOf(at, Date.now(), zone), timeOf(at, zone))
}
