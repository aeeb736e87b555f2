import type { Language } from '@parley/protocol/languages.ts'

/** Somebody with a session, as read at this command or query. */
export type KnownActor = {
  id: string
  role: 'owner' | 'member' | 'guest'
  sessionId: string
  /** The language that he chose for all his devices; else each follows its browser. */
  language?: Language
}

/** A visitor without a session. */
export type NobodyActor = { id: null; role: 'nobody'; sessionId: null }

/** Who asks. */
export type Actor = KnownActor | NobodyActor

export const NOBODY: NobodyActor = { id: null, role: 'nobody', sessionId: null }
