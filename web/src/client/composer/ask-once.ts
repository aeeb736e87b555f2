/** When a question came on the screen, and what tells so. */
export type Screen = { readonly nowMs: () => number; readonly drawn: (tell: () => void) => void }

const SCREEN: Screen = { nowMs: () => performance.now(), drawn: (tell) => requestAnimationFrame(tell) }

/** Nobody reads a question and answers it in less: a second press that comes so soon was on its way before it. */
export const LEAST_READ_MS = 600

let asked: { readonly about: string; drawnAtMs: number } | null = null

/** The question about something; null where one was asked just that, has read it and does it again. */
export function askOnce(about: string, text: string, screen: Screen = SCREEN): string | null {
  if (asked?.about === about) {
    const isRead = screen.nowMs() - asked.drawnAtMs >= LEAST_READ_MS
    if (isRead) asked = null
    return isRead ? null : text
  }
  const question = { about, drawnAtMs: Infinity }
  asked = question
  screen.drawn(() => (question.drawnAtMs = screen.nowMs()))
  return text
}
