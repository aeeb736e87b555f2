import type { App } from '../app/app.ts'
import type { Desk } from './desk.ts'

/** Writing in the room that is open. */
export function roomDesk(app: App): Desk {
  const messages = () => app.room?.window?.messages ?? []
  return {
    place: () => {
      const { roomId } = app.ui.peek()
      return roomId === null ? null : { key: roomId, roomId }
    },
    writing: () => app.ui.peek(),
    write: (change) => app.patch(change),
    thread: () => ({}),
    done: () => {},
    say: async (body, replyTo) => {
      const { roomId } = app.ui.peek()
      if (roomId === null) return
      app.patch({ readAtOpening: null })
      await app.client.post(roomId, body, replyTo === null ? {} : { replyTo })
      await app.toPresent()
    },
    find: (messageId) => messages().find(({ id }) => id === messageId) ?? null,
    lastOwn: () => messages().findLast(({ authorId, deletedAt }) => authorId === app.user?.me.id && deletedAt === null),
  }
}
