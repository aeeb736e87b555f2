import type { App } from '../app/app.ts'
import { callQuestion } from './call-question.ts'
import type { Desk, Place } from './desk.ts'
import { editQuestion } from './edit-question.ts'

/** What is asked before a text is said, or put in the place of another one; null: nothing, or it is answered. */
export async function questionBefore(app: App, desk: Desk, place: Place, text: string): Promise<string | null> {
  const { editing } = desk.writing()
  const question = editing && editQuestion({ editing, now: desk.find(editing.id), text })
  return question ?? callQuestion(app.user, { roomId: place.roomId, text, editing })
}
