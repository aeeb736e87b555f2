/** From quiet to talkative; a log writes its own level and those before it. */
export const LOG_LEVELS = ['off', 'error', 'warn', 'info', 'debug'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/** What a line may hold beside its level, time and event. Never a secret, never what people say. */
export type LogFields = Record<string, string | number | boolean | null | undefined>

/** Writes structured lines: one JSON object a line, an event's name and its fields. */
export type Log = {
  error: (event: string, cause: unknown, fields?: LogFields) => void
  warn: (event: string, fields?: LogFields) => void
  info: (event: string, fields?: LogFields) => void
  debug: (event: string, fields?: LogFields) => void
}

/** Makes a log that hands its lines to `write`. */
export function createLog(level: LogLevel, write: (line: string) => void, now: () => Date = () => new Date()): Log {
  const rank = LOG_LEVELS.indexOf(level)
  const line =
    (of: LogLevel) =>
    (event: string, fields: LogFields = {}) => {
      if (LOG_LEVELS.indexOf(of) > rank) return
      write(`${escapeControls(JSON.stringify({ at: now().toISOString(), level: of, event, ...fields }))}\n`)
    }
  const error = line('error')
  return {
    error: (event, cause, fields = {}) => error(event, { ...fields, cause: causeOf(cause) }),
    warn: line('warn'),
    info: line('info'),
    debug: line('debug'),
  }
}

function causeOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause)
  const own = cause.stack ?? `${cause.name}: ${cause.message}`
  return cause.cause === undefined ? own : `${own}\ncaused by: ${causeOf(cause.cause)}`
}

/**
 * Escapes what a terminal or a reader of logs could obey or be misled by: C0 and C1 controls, line separators, and marks
 * that change the direction of text.
 */
export function escapeControls(text: string): string {
  return text.replace(CONTROLS, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu
