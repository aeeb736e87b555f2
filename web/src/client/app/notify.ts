import type { App } from './app.ts'

/** So long it is read. */
const SHOWN_MS = 8_000

let timer: ReturnType<typeof setTimeout> | undefined

/** Says for a few seconds what did not work. */
export function notify(app: App, notice: string): void {
  clearTimeout(timer)
  app.patch({ notice, announcement: notice })
  timer = setTimeout(() => app.patch({ notice: null }), SHOWN_MS)
}
