import type { Message } from '@parley/protocol/messages.ts'
import type { IconName } from '../parts/icon-names.ts'
import { Icon } from '../parts/icon.tsx'
import { messageTexts as texts } from '../texts/messages.ts'
import { threadTexts } from '../texts/threads.ts'
import { reactionTexts } from '../texts/reactions.ts'

/** What people react with most, one press away. */
export const QUICK_EMOJI = ['👍', '❤️', '😄']

/** What one can do with a message; what is absent is not shown. */
export type MessageActions = {
  readonly onReact?: ((message: Message, emoji: string) => void) | undefined
  readonly onReply?: ((message: Message) => void) | undefined
  /** Opens the choice of all emoji. */
  readonly onChooseEmoji?: ((message: Message) => void) | undefined
  readonly onThread?: ((message: Message) => void) | undefined
  readonly onRemind?: ((message: Message) => void) | undefined
  readonly onEdit?: ((message: Message) => void) | undefined
  readonly onPin?: ((message: Message) => void) | undefined
  readonly onSave?: ((message: Message) => void) | undefined
  /** Shows what it said before it was edited. */
  readonly onVersions?: ((message: Message) => void) | undefined
  /** Opens everything that one can do with it. */
  readonly onMore?: ((message: Message) => void) | undefined
  readonly onDelete?: ((message: Message) => void) | undefined
  readonly onCopyText?: ((message: Message) => void) | undefined
  readonly onCopyLink?: ((message: Message) => void) | undefined
  readonly onReaders?: ((message: Message) => void) | undefined
  readonly onMarkUnread?: ((message: Message) => void) | undefined
  readonly onRetry?: ((message: Message) => void) | undefined
  readonly onDiscard?: ((message: Message) => void) | undefined
  /** A moderator may delete what others said. */
  readonly mayDeleteAny?: boolean
}

type Props = { readonly message: Message; readonly isMine: boolean; readonly actions: MessageActions }

/** A small toolbar over a message, on hover or focus; it is in the order of Tab while its message is focused. */
export function MessageTools({ message, isMine, actions }: Props) {
  const {
    onReact,
    onChooseEmoji,
    onReply,
    onThread,
    onEdit,
    onDelete,
    onCopyLink,
    onMore,
    mayDeleteAny = false,
  } = actions
  const tools = [
    onReact && QUICK_EMOJI.map((emoji) => <Quick key={emoji} emoji={emoji} onClick={() => onReact(message, emoji)} />),
    onChooseEmoji && (
      <Tool key="react" label={reactionTexts.react} icon="smile-plus" onClick={() => onChooseEmoji(message)} />
    ),
    onReply && <Tool key="reply" label={texts.reply} icon="reply" onClick={() => onReply(message)} />,
    onThread && (
      <Tool
        key="thread"
        label={threadTexts.replyInThread}
        icon="message-square-text"
        onClick={() => onThread(message)}
      />
    ),
    isMine && onEdit && <Tool key="edit" label={texts.edit} icon="pencil" onClick={() => onEdit(message)} />,
    onCopyLink && <Tool key="copy" label={texts.copyLink} icon="link" onClick={() => onCopyLink(message)} />,
    (isMine || mayDeleteAny) && onDelete && (
      <Tool key="delete" label={texts.delete} icon="trash-2" onClick={() => onDelete(message)} />
    ),
    onMore && <Tool key="more" label={texts.more} icon="ellipsis" onClick={() => onMore(message)} />,
  ].filter(Boolean)
  if (tools.length === 0) return null
  return (
    <div class="tools tools-float" role="toolbar" aria-label={texts.actions}>
      {tools}
    </div>
  )
}

function Quick({ emoji, onClick }: { readonly emoji: string; readonly onClick: () => void }) {
  const label = reactionTexts.reactWith(emoji)
  return (
    <button class="tool emoji" type="button" aria-label={label} title={label} onClick={onClick}>
      {emoji}
    </button>
  )
}

type ToolProps = { readonly label: string; readonly icon: IconName; readonly onClick: () => void }

function Tool({ label, icon, onClick }: ToolProps) {
  return (
    <button class="tool" type="button" aria-label={label} title={label} onClick={onClick}>
      <Icon name={icon} />
    </button>
  )
}
