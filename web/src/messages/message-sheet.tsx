import type { Message } from '@parley/protocol/messages.ts'
import type { Ref } from 'preact'
import type { IconName } from '../parts/icon-names.ts'
import { Icon } from '../parts/icon.tsx'
import { threadTexts } from '../texts/threads.ts'
import { messageTexts as texts } from '../texts/messages.ts'
import { notificationTexts } from '../texts/notifications.ts'
import { pinTexts } from '../texts/pins.ts'
import { reactorTexts } from '../texts/reactors.ts'
import { savedTexts } from '../texts/saved.ts'
import { reactionTexts } from '../texts/reactions.ts'
import { type MessageActions, QUICK_EMOJI } from './message-tools.tsx'

type Props = {
  readonly message: Message
  readonly isMine: boolean
  readonly isSaved: boolean
  readonly actions: MessageActions
  /** Shows everybody who reacts to it. */
  readonly onReactors?: (() => void) | null
  readonly dialogRef?: Ref<HTMLDialogElement> | undefined
  readonly onClose?: (() => void) | undefined
}

/** What one can do with a message, for a finger that rests on it. */
export function MessageSheet({ message, isMine, isSaved, actions, onReactors, dialogRef, onClose }: Props) {
  const {
    onReact,
    onChooseEmoji,
    onReply,
    onThread,
    onRemind,
    onCopyText,
    onCopyLink,
    onEdit,
    onPin,
    onSave,
    onDelete,
    onReaders,
    onMarkUnread,
    mayDeleteAny = false,
  } = actions
  const does = (act: (message: Message) => void) => () => {
    onClose?.()
    act(message)
  }
  return (
    <dialog class="message-sheet" aria-label={texts.actions} ref={dialogRef ?? null} onClose={onClose}>
      {onReact && <Quick message={message} onReact={onReact} onChooseEmoji={onChooseEmoji} does={does} />}
      {onReply && <Act icon="reply" label={texts.reply} onClick={does(onReply)} />}
      {onThread && <Act icon="message-square-text" label={threadTexts.replyInThread} onClick={does(onThread)} />}
      {onRemind && <Act icon="alarm-clock" label={texts.remind} onClick={does(onRemind)} />}
      {onCopyText && <Act icon="copy" label={texts.copyText} onClick={does(onCopyText)} />}
      {onCopyLink && <Act icon="link" label={texts.copyLink} onClick={does(onCopyLink)} />}
      {onSave && <Act icon="bookmark" label={isSaved ? savedTexts.unsave : savedTexts.save} onClick={does(onSave)} />}
      {onPin && <Act icon="pin" label={message.pin ? pinTexts.unpin : pinTexts.pin} onClick={does(onPin)} />}
      {onReactors && message.reactions && (
        <Act icon="smile-plus" label={reactorTexts.title} onClick={does(onReactors)} />
      )}
      {onReaders && isMine && <Act icon="check" label={notificationTexts.readers} onClick={does(onReaders)} />}
      {onMarkUnread && <Act icon="inbox" label={notificationTexts.markUnread} onClick={does(onMarkUnread)} />}
      {isMine && onEdit && <Act icon="pencil" label={texts.edit} onClick={does(onEdit)} />}
      {(isMine || mayDeleteAny) && onDelete && <Act icon="trash-2" label={texts.delete} onClick={does(onDelete)} />}
      <Act icon="x" label={texts.cancel} onClick={() => onClose?.()} />
    </dialog>
  )
}

type QuickProps = {
  readonly message: Message
  readonly onReact: (message: Message, emoji: string) => void
  readonly onChooseEmoji: MessageActions['onChooseEmoji']
  readonly does: (act: (message: Message) => void) => () => void
}

/** What people react with most, and all else. */
function Quick({ message, onReact, onChooseEmoji, does }: QuickProps) {
  return (
    <div class="quick">
      {QUICK_EMOJI.map((emoji) => (
        <button
          key={emoji}
          class="emoji"
          type="button"
          aria-label={reactionTexts.reactWith(emoji)}
          aria-pressed={message.mine?.includes(emoji) ?? false}
          onClick={does((one) => onReact(one, emoji))}
        >
          {emoji}
        </button>
      ))}
      {onChooseEmoji && (
        <button type="button" aria-label={reactionTexts.react} onClick={does(onChooseEmoji)}>
          <Icon name="smile-plus" isLarge />
        </button>
      )}
    </div>
  )
}

type ActProps = { readonly icon: IconName; readonly label: string; readonly onClick: () => void }

function Act({ icon, label, onClick }: ActProps) {
  return (
    <button type="button" onClick={onClick}>
      <Icon name={icon} />
      {label}
    </button>
  )
}
