import type { App } from '../app/app.ts'

/** One has seen that a reminder came: on all devices it counts no more. */
export function see(app: App, messageId: string): void {
  void app.client.command('reminder.see', { messageId }).catch(() => {})
}
