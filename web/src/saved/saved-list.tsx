import type { Message } from '@parley/protocol/messages.ts'
import type { QueryOutput } from '@parley/protocol/queries.ts'
import { CommandForm } from '../forms/command-form.tsx'
import type { Block } from '../markdown/blocks.ts'
import { KeptMessage } from '../messages/kept-message.tsx'
import { Filled } from '../parts/filled.tsx'
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
  const rooms = new Map(list.rooms.map((room) => [room.id, room]))
  return (
    <main class="pane settings" id="content" tabIndex={-1}>
      <div class="sheet">
        <SheetHead title={texts.title} back="/rooms" />
        {list.saved.length === 0 && nextHref === null && <p class="hint">{texts.none}</p>}
        <ul class="kept-list">
          {list.saved.map(({ message }) => {
            const room = rooms.get(message.roomId)
            if (!room) return null
            const where = <Filled text={texts.in} with={[<bdi>{roomSign(room, people, ownId)}</bdi>]} />
            return (
              <KeptMessage
                key={message.id}
                message={message}
                author={people[message.authorId]}
                blocks={blocksOf(message)}
                roomPath={roomPath(room)}
                where={where}
                toMessage={texts.toMessage}
              >
                <CommandForm command="message.unsave" then="/saved" of={{ name: 'messageId', value: message.id }}>
                  <button class="text-button danger" type="submit">
                    {texts.remove}
                  </button>
                </CommandForm>
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
    </main>
  )
}
