import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { MessageActions } from '../../messages/message-tools.tsx'
import type { App } from './app.ts'
import type { Dialogs } from './dialogs.tsx'

type Props = { app: App; goTo: (path: string) => Promise<void>; messages: MessageActions }

/** What lies over the page is loaded when it is first needed, or before, when the browser has nothing else to do. */
export function LazyDialogs({ app, goTo, messages }: Props) {
  const loaded = useSignal<{ Dialogs: typeof Dialogs } | null>(null)
  const isNeeded = app.ui.value.dialog !== null || app.live.value.status === 'ended'
  useEffect(() => {
    if (!isNeeded || loaded.value !== null) return
    void loadDialogs().then((module) => (loaded.value = module))
  }, [isNeeded, loaded])
  const View = loaded.value?.Dialogs
  return View === undefined ? null : <View app={app} goTo={goTo} messages={messages} />
}

/** Loads them; a second time costs nothing. */
export function loadDialogs(): Promise<{ Dialogs: typeof Dialogs }> {
  return import('./dialogs.tsx')
}
