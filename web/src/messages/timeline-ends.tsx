import type { Room } from '@parley/protocol/rooms.ts'
import { messageTexts as texts } from '../texts/messages.ts'
import { roomTexts } from '../texts/rooms.ts'

type OlderProps = {
  readonly href: string
  readonly isLoading?: boolean
  readonly onLoad?: ((event: MouseEvent) => void) | undefined
}

/** The way to older messages: a link to their page, which scripts follow by themselves. */
export function Older({ href, isLoading = false, onLoad }: OlderProps) {
  return (
    <p class="older">
      {isLoading ? (
        texts.loadingOlder
      ) : (
        <a class="text-button" href={href} onClick={onLoad}>
          {texts.older}
        </a>
      )}
    </p>
  )
}

/** The way back to the present from a page of older messages, where no script runs. */
export function Newer({ href }: { readonly href: string }) {
  return (
    <p class="older">
      <a class="text-button" href={href}>
        {texts.newer}
      </a>
    </p>
  )
}

/** Where a room begins: what belongs there. */
export function RoomStart({ room }: { readonly room: Pick<Room, 'kind' | 'name' | 'description'> }) {
  const isDirect = room.kind === 'direct'
  return (
    <section class="room-start">
      <h2>{isDirect ? texts.startOfDirect : texts.startOfRoom(room.name ?? '')}</h2>
      {room.description !== '' && <p dir="auto">{room.description}</p>}
      <p>{isDirect ? texts.startWhyDirect : texts.startWhy}</p>
    </section>
  )
}

/** What somebody sees of a room that he could join: what it is for, and who is there. */
export function RoomOutside({ room }: { readonly room: Pick<Room, 'name' | 'description' | 'memberCount'> }) {
  return (
    <section class="room-start">
      <h2>
        <bdi>#{room.name}</bdi>
      </h2>
      {room.description !== '' && <p dir="auto">{room.description}</p>}
      <p>
        {roomTexts.members(room.memberCount)}. {roomTexts.outside}
      </p>
    </section>
  )
}
