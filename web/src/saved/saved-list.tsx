import type { Message } from '@parley/protocol/messages.ts'
import type { LostMessage } from '@parley/protocol/saved.ts'
import type { QueryOutput } from '@parley/protocol/queries.ts'
import { CommandForm } from '../forms/command-form.tsx'
import type { Block } from '../markdown/blocks.ts'
import { KeptMessage } from '../messages/kept-message.tsx'
import { Filled } from '../parts/filled.tsx'
import { Icon } from '../parts/icon.tsx'
import { Time } from '../parts/time.tsx'
import { roomPath, roomSign } from '../rooms/room-title.ts'
import { SheetHead } from '../shell/sheet.tsx'
import { savedTexts as texts } from '../texts/saved.ts'

type Props = {
  readonly list: QueryOutput<'saved.list'>
  readonly ownId: string
  readonly blocksOf: (message: Message) => readonly Block[]
  readonly nextHref: string | null
}

/** What one keeps for oneself, the last saved first. */
export function SavedList({ list, ownId, blocksOf, nextHref }: Props) {
  const people = Object.fromEntries(list.people.map((person) => [person.id, person]))
  const rows = [...list.saved, ...list.lost].toSorted((a, b) => b.seq - a.seq)
  const rooms = new Map(list.rooms.map((room) => [room.id, room]))
  return (
    <div class="pane settings" id="content" tabIndex={-1} data-fresh={ownId} data-fresh-rooms="all">
      <div class="sheet">
        <SheetHead title={texts.title} back="/rooms" />
        {rows.length === 0 && nextHref === null && <p class="empty">{texts.none}</p>}
        <ul class="kept-list">
          {rows.map((row) => {
            if (!('message' in row)) return <Lost key={row.messageId} lost={row} />
            const { message } = row
            const room = rooms.get(message.roomId)
            if (!room) return null
            const sign = <bdi data-people={room.peopleIds.join(' ')}>{roomSign(room, people, ownId)}</bdi>
            const where = <Filled text={texts.in} with={[sign]} />
            return (
              <KeptMessage
                key={message.id}
                message={message}
                author={people[message.authorId]}
                blocksOf={blocksOf}
                roomPath={roomPath(room)}
                where={where}
                toMessage={texts.toMessage}
              >
                <Remove messageId={message.id} />
              </KeptMessage>
            )
          })}
        </ul>
        {nextHref !== null && (
          <p>
            <a class="text-button" href={nextHref}>
              {texts.more}
            </a>
          </p>
        )}
      </div>
    </div>
  )
}

/** In the place of what cannot be shown: that it was there, and why it is not. */
function Lost({ lost: { messageId, savedAt, isDeleted } }: { readonly lost: LostMessage }) {
  return (
    <li class="kept lost" id={`kept-${messageId}`}>
      <Icon name={isDeleted ? 'trash-2' : 'lock'} />
      <p class="kept-head">{isDeleted ? texts.deleted : texts.lost}</p>
      <div class="kept-foot">
        <span class="hint">
          <Filled text={texts.savedAt} with={[<Time at={savedAt} as="moment" />]} />
        </span>
        <Remove messageId={messageId} />
      </div>
    </li>
  )
}

function Remove({ messageId }: { readonly messageId: string }) {
  return (
    <CommandForm command="message.unsave" then="/saved" of={{ name: 'messageId', value: messageId }}>
      <button class="text-button danger" type="submit">
        {texts.remove}
      </button>
    </CommandForm>
  )
}
