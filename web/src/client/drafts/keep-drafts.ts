import type { App } from '../app/app.ts'
import { DraftSync } from './draft-sync.ts'

/** Keeps the drafts of this page the same on all of one's devices; what is not sent yet goes when one looks away. */
export function keepDrafts(app: App): void {
  const { client, drafts } = app
  const after = (ms: number, run: () => void) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  }
  const sync = new DraftSync({ client, drafts, after })
  // The lists show where something is typed.
  drafts.watchers.add((key) => key.startsWith('sync ') || app.patch({}))
  sync.start()
  document.addEventListener('focusout', ({ target }) => {
    if (target instanceof HTMLTextAreaElement) sync.flush()
  })
  document.addEventListener('visibilitychange', () => sync.flush())
  window.addEventListener('pagehide', () => sync.flush())
}
