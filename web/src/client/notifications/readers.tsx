import { NOTICE_LIMITS } from '@parley/protocol/notice-limits.ts'
import type { Message } from '@parley/protocol/messages.ts'
import type { Person } from '@parley/protocol/users.ts'
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Avatar } from '../../parts/avatar.tsx'
import { Icon } from '../../parts/icon.tsx'
import { personName } from '../../rooms/room-title.ts'
import { clientTexts } from '../../texts/client.ts'
import { notificationTexts as texts } from '../../texts/notifications.ts'
import type { App } from '../app/app.ts'
import { Modal } from '../app/modal.tsx'

type Props = { app: App; message: Message; onClose: () => void }

/** Who has read a message, asked when somebody wants to know. */
export function Readers({ app, message, onClose }: Props) {
  const said = useSignal('')
  const people = useSignal<readonly Person[]>([])
  useEffect(() => {
    app.client.query('message.readers', { messageId: message.id }).then(
      (read) => {
        people.value = read.people
        said.value = sentenceFor(read.readerIds)
      },
      () => (said.value = clientTexts.unreachable),
    )
  }, [app, message, people, said])
  return (
    <Modal>
      {(ref) => (
        <dialog class="sheet-dialog" aria-labelledby="readers-title" ref={ref} onClose={onClose}>
          <div class="dialog-head">
            <h2 id="readers-title">{texts.readers}</h2>
            <button class="tool" type="button" aria-label={texts.close} onClick={onClose}>
              <Icon name="x" />
            </button>
          </div>
          <output class="hint">{said.value}</output>
          <ul class="readers">
            {people.value.map((person) => (
              <li key={person.id} class="entry">
                <Avatar name={personName(person)} size="small" />
                <bdi>{personName(person)}</bdi>
              </li>
            ))}
          </ul>
        </dialog>
      )}
    </Modal>
  )
}

function sentenceFor(readerIds: readonly string[] | null): string {
  if (readerIds === null) return texts.tooMany(NOTICE_LIMITS.readersOf)
  return readerIds.length === 0 ? texts.readByNobody : texts.readBy(readerIds.length)
}
