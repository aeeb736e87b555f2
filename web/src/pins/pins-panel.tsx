import type { Message } from '@parley/protocol/messages.ts'
import type { Person } from '@parley/protocol/users.ts'
import type { Block } from '../markdown/blocks.ts'
import { KeptMessage } from '../messages/kept-message.tsx'
import { Filled } from '../parts/filled.tsx'
import { Icon } from '../parts/icon.tsx'
import { personName } from '../rooms/room-title.ts'
import { pinTexts as texts } from '../texts/pins.ts'

type Props = {
  readonly roomSign: string
  readonly path: string
  /** The last pinned first; null while they are on their way. */
  readonly pins: readonly Message[] | null
  readonly people: Readonly<Record<string, Person>>
  readonly blocksOf: (message: Message) => readonly Block[]
  /** Where those are that were pinned before; null: there are none. */
  readonly olderHref: string | null
  readonly onOlder?: ((event: MouseEvent) => void) | undefined
  /** Absent where one may not, and until scripts run. */
  readonly onUnpin?: ((message: Message) => void) | undefined
}

/** What everybody in a room should find. */
export function PinsPanel({ roomSign, path, pins, people, blocksOf, olderHref, onOlder, onUnpin }: Props) {
  return (
    <section class="panel" aria-labelledby="pins-title">
      <header class="bar">
        <div class="bar-title">
          <h2 id="pins-title">{texts.pins}</h2>
          <p>
            <bdi>{roomSign}</bdi>
          </p>
        </div>
        <div class="tools">
          <a class="tool" href={path} aria-label={texts.close}>
            <Icon name="x" />
          </a>
        </div>
      </header>
      <div class="panel-list">
        {pins?.length === 0 && <p class="hint">{texts.none}</p>}
        <ul class="kept-list">
          {pins?.map((message) => (
            <KeptMessage
              key={message.id}
              message={message}
              author={people[message.authorId]}
              blocksOf={blocksOf}
              roomPath={path}
              toMessage={texts.toMessage}
            >
              {onUnpin && (
                <button class="text-button" type="button" onClick={() => onUnpin(message)}>
                  {texts.unpin}
                </button>
              )}
              {message.pin && (
                <span class="hint">
                  <Filled text={texts.by} with={[<bdi>{personName(people[message.pin.byId])}</bdi>]} />
                </span>
              )}
            </KeptMessage>
          ))}
        </ul>
        {olderHref !== null && (
          <p class="kept-more">
            <a class="button" href={olderHref} onClick={onOlder}>
              {texts.older}
            </a>
          </p>
        )}
      </div>
    </section>
  )
}
