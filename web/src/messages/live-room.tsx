import { mayIn, type Standing } from '@parley/protocol/rights.ts'
import type { Room } from '@parley/protocol/rooms.ts'
import type { ComponentChildren } from 'preact'
import { CommandForm } from '../forms/command-form.tsx'
import { ReadOnly } from '../rooms/room-view.tsx'
import { RoomBar } from '../rooms/room-bar.tsx'
import { messageTexts as texts } from '../texts/messages.ts'
import { Composer } from './composer.tsx'

type Props = {
  readonly room: Room
  readonly title: string
  readonly roomSign: string
  readonly path: string
  /** How one stands in the room. */
  readonly standing: Standing
  /** Browsers that show nothing of an endless page get a finite one that refreshes. */
  readonly isFinite: boolean
  /** The last messages; in an endless page what follows is streamed after them. */
  readonly children: ComponentChildren
}

/** A room without scripts: the composer comes first, for the messages may never end. */
export function LiveRoom({ room, title, roomSign, path, standing, isFinite, children }: Props) {
  return (
    <div class="app">
      <main class="room live" id="content">
        <RoomBar room={room} title={title} path={path} hasSettings={false} />
        {mayIn(room, 'post', standing) ? (
          <Composer roomId={room.id} roomSign={roomSign} roomPath={`${path}/live`} canFormat={false} />
        ) : (
          <ReadOnly room={room} path={path} standing={standing} />
        )}
        <div class="timeline-frame">
          <div class="timeline" id="messages" role="log" aria-label={texts.timeline(roomSign)} tabIndex={0}>
            <div class="timeline-flow">
              <p class="older">
                {texts.liveLead}{' '}
                <a class="text-button" href={path}>
                  {texts.older}
                </a>
                {isFinite && (
                  <a class="text-button" href={`${path}/live`}>
                    {texts.refresh}
                  </a>
                )}
              </p>
              {children}
            </div>
          </div>
        </div>
      </main>
    </div>
  )
}

type StillProps = {
  readonly roomId: string
  readonly path: string
  /** The last message on the page, where it is unread. */
  readonly unreadSeq: number | null
}

/** In the room's page, without scripts: the way to the one that is live, and to say that one has read this. */
export function LiveLink({ roomId, path, unreadSeq }: StillProps) {
  return (
    <noscript>
      <div class="older">
        <a class="text-button" href={`${path}/live`}>
          {texts.live}
        </a>
        {unreadSeq !== null && (
          <CommandForm command="cursor.advance" then={path} hidden={{ roomId, seq: String(unreadSeq) }}>
            <button class="text-button" type="submit">
              {texts.markRead}
            </button>
          </CommandForm>
        )}
      </div>
    </noscript>
  )
}
