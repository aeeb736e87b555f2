import type { LogEvent, RoomEvent } from '@parley/protocol/events.ts'
import { ROOM_EVENTS } from '@parley/protocol/events.ts'
import type { Person } from '@parley/protocol/users.ts'
import type { KnownActor } from '../../actor.ts'
import type { Hub } from '../../live/hub.ts'
import { StreamConnection } from '../../live/stream-connection.ts'

/** What happened in a room while somebody looks at it. */
export type Heard = { events: readonly RoomEvent[]; people: readonly Person[] }

export type Listener = {
  heard: (heard: Heard) => void
  /** The reader may hear no more of this room, or his session ended. */
  ended: () => void
}

/** Tells what happens in rooms from now on. */
export type LiveRooms = { follow: (roomId: string, reader: KnownActor, listener: Listener) => () => void }

/** Follows rooms as one more connection of the hub, so that what ends a socket ends this too. */
export function hubRooms(hub: Hub): LiveRooms {
  return {
    follow: (roomId, reader, listener) => {
      const connection = new StreamConnection(hub, reader, {
        send: ({ frame }) => {
          if (frame.t === 'events' && frame.log === roomId) {
            listener.heard({ events: frame.events.filter(isRoomEvent), people: frame.people })
          } else if (frame.t === 'gone' && frame.log === roomId) listener.ended()
        },
        drained: () => Promise.resolve(),
        close: () => listener.ended(),
      })
      connection.follow(roomId)
      return () => connection.close(1000)
    },
  }
}

function isRoomEvent(event: LogEvent): event is RoomEvent {
  return Object.hasOwn(ROOM_EVENTS, event.type)
}
