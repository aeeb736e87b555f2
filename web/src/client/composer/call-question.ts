import { mentionsIn } from '@parley/protocol/mentions.ts'
import type { Message } from '@parley/protocol/messages.ts'
import { NOTICE_LIMITS } from '@parley/protocol/notice-limits.ts'
import { reasonTexts } from '../../texts/reasons.ts'

/** What is about to be said in a room, or in a thread of it; or what a message is changed into. */
type Saying = {
  readonly roomId: string
  readonly text: string
  readonly editing: Pick<Message, 'id' | 'calls'> | null
}

/** Who says it, and how many people his rooms have. */
type Speaker = {
  readonly me: { readonly role: string }
  readonly rooms: Readonly<Record<string, { readonly room: { readonly memberCount: number } }>>
}

/** When a question came on the screen, and what tells so. */
export type Screen = { readonly nowMs: () => number; readonly drawn: (tell: () => void) => void }

const SCREEN: Screen = { nowMs: () => performance.now(), drawn: (tell) => requestAnimationFrame(tell) }

/** Nobody reads a question and answers it in less: a second press that comes so soon was on its way before it. */
export const LEAST_READ_MS = 600

let asked: { readonly about: string; drawnAtMs: number } | null = null

/** What one is asked before everybody of a large room is called; null where nobody is, or where one has read it and says it again. */
export async function callQuestion(
  user: Speaker | null,
  { roomId, text, editing }: Saying,
  screen: Screen = SCREEN,
): Promise<string | null> {
  const count = user?.rooms[roomId]?.room.memberCount ?? 0
  // A guest calls nobody, and what called everybody when it was said does not do so again.
  if (user?.me.role === 'guest' || count <= NOTICE_LIMITS.callQuietly || (editing && editing.calls !== null))
    return null
  if (mentionsIn(editing ? text : await saidBy(text)).call === null) return null
  const about = `${roomId} ${editing?.id ?? ''} ${text}`
  if (asked?.about === about) {
    const isRead = screen.nowMs() - asked.drawnAtMs >= LEAST_READ_MS
    if (isRead) asked = null
    return isRead ? null : reasonTexts.callLarge(count)
  }
  const question = { about, drawnAtMs: Infinity }
  asked = question
  screen.drawn(() => (question.drawnAtMs = screen.nowMs()))
  return reasonTexts.callLarge(count)
}

/** What of a typed text is said: of a command nothing. */
async function saidBy(text: string): Promise<string> {
  if (!text.trimStart().startsWith('/')) return text
  const typed = (await import('./slash.ts')).readTyped(text)
  return typed.kind === 'say' ? typed.body : ''
}
