import { isInTimeline } from '@parley/protocol/answers.ts'
import type { Message } from '@parley/protocol/messages.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import type { App } from '../app/app.ts'
import type { Route } from './routes.ts'
import { threadPath } from '../../messages/addresses.ts'

type RoomRoute = Extract<Route, { page: 'room' }>

/**
 * Finds where the message stands that an address names: around its place in the timeline, or in its thread. Null: there is
 * none that one may see.
 */
export async function locate(app: App, route: RoomRoute, roomId: string): Promise<RoomRoute | null> {
  const { at } = route
  if (at === null || !('message' in at)) return route
  const which = at.message
  try {
    const message = known(app, roomId, which) ?? (await ask(app, roomId, which))
    if (message.roomId !== roomId) return null
    const found = { ...route, at: { around: message.seq } }
    if (isInTimeline(message) || message.rootId === null) return found
    const path = threadPath(location.pathname.replace(/\/[^/]*\/?$/, ''), message.rootId)
    history.replaceState(null, '', `${path}?around=${message.seq}`)
    return { ...found, panel: 'thread', threadId: message.rootId }
  } catch (error) {
    if (error instanceof ParleyError) return null
    // Nobody answers: what this device knows around that place is shown.
    return { ...route, at: typeof which === 'number' ? { around: which } : null }
  }
}

function known(app: App, roomId: string, which: string | number): Message | undefined {
  const messages = app.user?.rooms[roomId]?.window?.messages
  return messages?.find((message) => message.id === which || message.seq === which)
}

async function ask(app: App, roomId: string, which: string | number): Promise<Message> {
  const input = typeof which === 'number' ? { roomId, seq: which } : { messageId: which }
  return (await app.client.query('message.show', input)).message
}
