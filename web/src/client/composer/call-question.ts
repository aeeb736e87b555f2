import { mentionsIn } from '@parley/protocol/mentions.ts'
import type { Message } from '@parley/protocol/messages.ts'
import { NOTICE_LIMITS } from '@parley/protocol/notice-limits.ts'
import { reasonTexts } from '../../texts/reasons.ts'
import { askOnce, type Screen } from './ask-once.ts'

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

/** What one is asked before everybody of a large room is called; null where nobody is, or where one has read it and says it again. */
export async function callQuestion(
  user: Speaker | null,
  { roomId, text, editing }: Saying,
  screen?: Screen,
): Promise<string | null> {
  const count = user?.rooms[roomId]?.room.memberCount ?? 0
  // A guest calls nobody, and what called everybody when it was said does not do so again.
  if (user?.me.role === 'guest' || count <= NOTICE_LIMITS.callQuietly || (editing && editing.calls !== null))
    return null
  if (mentionsIn(editing ? text : await saidBy(text)).call === null) return null
  return askOnce(`${roomId} ${editing?.id ?? ''} ${text}`, reasonTexts.callLarge(count), screen)
}

/** What of a typed text is said: of a command nothing. */
async function saidBy(text: string): Promise<string> {
  if (!text.trimStart().startsWith('/')) return text
  const typed = (await import('./slash.ts')).readTyped(text)
  return typed.kind === 'say' ? typed.body : ''
}
