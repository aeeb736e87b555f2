import type { Message } from '@parley/protocol/messages.ts'
import type { App } from '../app/app.ts'

/** Reacts, or takes it back. */
export async function react(app: App, message: Message, emoji: string): Promise<void> {
  const { toggleReaction } = await import('./react.ts')
  // While one chose, others may have reacted.
  const present = app.room?.window?.messages.find(({ id }) => id === message.id)
  await toggleReaction(app, present ?? message, emoji)
}

/** Opens the choice of all emoji beside a message, to react to it. */
export function chooseReaction(app: App, message: Message): void {
  const near =
    document.querySelector(`#message-${message.id} .tools`) ?? document.getElementById(`message-${message.id}`)
  app.patch({ dialog: { kind: 'emoji', near, onPick: (emoji) => void react(app, message, emoji) } })
}
