import type { MessageActions } from '../../messages/message-tools.tsx'
import type { App } from './app.ts'
import { lazyView } from './lazy-view.tsx'

type Props = { app: App; goTo: (path: string) => Promise<void>; messages: MessageActions }

/** What lies over the page: loaded when it is first needed, or before, when the browser has nothing else to do. */
export const Dialogs = lazyView(
  async () => (await import('./dialogs.tsx')).Dialogs,
  ['fields.css', 'lists.css', 'dialogs.css', 'switcher.css'],
)

/** What was just done and can be undone, or what did not work. */
export const Toast = lazyView(async () => (await import('../../shell/toast.tsx')).Toast, ['dialogs.css'])

export const DeletionsToast = lazyView(
  async () => (await import('../deletions/deletions-toast.tsx')).DeletionsToast,
  ['dialogs.css'],
)

/** Shows what lies over the page, if anything does. */
export function LazyDialogs(props: Props) {
  const { ui, live } = props.app
  return ui.value.dialog !== null || live.value.status === 'ended' ? <Dialogs {...props} /> : null
}
