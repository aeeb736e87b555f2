import type { Message } from '@parley/protocol/messages.ts'
import { snippetText } from '../../markdown/snippet.ts'
import { editTexts } from '../../texts/edits.ts'
import { askOnce, type Screen } from './ask-once.ts'

/** As much is shown of what it says now. */
const SHOWN = 120

/** What was answered last: another question may follow it. */
let answered = ''

type Edit = {
  /** The message as it was when one began. */
  readonly editing: Message
  /** As it is; null where it is not loaded. */
  readonly now: Message | null
  readonly text: string
}

/** What is asked before a text takes the place of another one that came meanwhile, as from another device. */
export function editQuestion({ editing, now, text }: Edit, screen?: Screen): string | null {
  // Of one that was deleted the server says so, and the text stands in its place.
  if (now === null || now.deletedAt !== null || now.version <= editing.version) return null
  if (now.body === editing.body || now.body === text.trim()) return null
  const about = `${editing.id} ${now.version} ${text}`
  if (answered === about) return null
  const question = askOnce(about, editTexts.changed(snippetText(now.body).slice(0, SHOWN)), screen)
  if (question === null) answered = about
  return question
}
