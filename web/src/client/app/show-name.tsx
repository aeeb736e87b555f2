import type { Message } from '@parley/protocol/messages.ts'
import type { AppModel } from './app-model.ts'
import type { App } from './app.ts'
import { Name } from './lazy-views.ts'

/** Shows what the names in messages mean; a living page asks for the rooms that it does not know. */
export function nameShower({ user, named }: Pick<AppModel, 'user' | 'named'>, app?: App) {
  const learn = (names: readonly string[]) =>
    void import('../mentions/learn-rooms.ts').then(({ learnRooms }) => app && learnRooms(app, names)).catch(() => {})
  return (message: Pick<Message, 'authorId' | 'mentions' | 'calls'>, typed: string) => (
    <Name typed={typed} message={message} user={user} named={named} onUnknown={app && learn} />
  )
}
