import type { Quote } from '@parley/protocol/messages.ts'
import type { ComponentChildren, Ref, TargetedMouseEvent } from 'preact'
import { CommandForm } from '../forms/command-form.tsx'
import type { IconName } from '../parts/icon-names.ts'
import { Filled } from '../parts/filled.tsx'
import { Icon } from '../parts/icon.tsx'
import { ConnectionLine, type ConnectionTrouble } from '../shell/connection-line.tsx'
import { messageTexts as texts } from '../texts/messages.ts'
import { quoteText } from './quote-line.tsx'
import { TypingLine } from './typing-line.tsx'

/** What the toolbar makes of the selected text. */
export type TextMark = 'strong' | 'em' | 'del' | 'code' | 'link' | 'ul' | 'ol' | 'quote' | 'pre'

type Props = {
  readonly roomId: string
  /** How the room is called in a sentence: "#general", or a person's name. */
  readonly roomSign: string
  readonly roomPath: string
  /** What stands in the place of the room's name: in a thread one replies. */
  readonly names?: { readonly label: string; readonly placeholder: string }
  /** What the form says beside the text. */
  readonly more?: Readonly<Record<string, string>>
  /** Under the text box. */
  readonly choice?: ComponentChildren
  /** What stands in it at first: a draft, or the message that is edited. */
  readonly text?: string
  /** The message that is edited; null: a new one is written. */
  readonly editingId?: string | null
  /** What the new message answers. */
  readonly answering?: { readonly name: string; readonly quote: Pick<Quote, 'id' | 'snippet' | 'deletedAt'> } | null
  /** Why the last thing was refused; the text stays. */
  readonly problem?: string | null
  /** Names of who is typing. */
  readonly typing?: readonly string[]
  readonly trouble?: ConnectionTrouble
  /** In a slow room: how long one waits. */
  readonly slow?: ComponentChildren
  /** False where no script will ever run. */
  readonly canFormat?: boolean
  readonly textRef?: Ref<HTMLTextAreaElement> | undefined
  readonly onSubmit?: ((event: SubmitEvent) => void) | undefined
  readonly onInput?: ((event: InputEvent) => void) | undefined
  readonly onKeyDown?: ((event: KeyboardEvent) => void) | undefined
  readonly onBlur?: (() => void) | undefined
  /** What is offered above it while one types. */
  readonly suggestions?: ComponentChildren
  readonly onPaste?: ((event: ClipboardEvent) => void) | undefined
  readonly onMark?: ((mark: TextMark) => void) | undefined
  readonly onEmoji?: ((near: Element | null) => void) | undefined
  readonly onSchedule?: (() => void) | undefined
  readonly onToggleFormat?: (() => void) | undefined
  readonly onCancelReply?: (() => void) | undefined
  readonly onCancelEdit?: (() => void) | undefined
  readonly onReload?: (() => void) | undefined
}

/** Where one writes. Without scripts it is a form that posts. */
export function Composer(props: Props) {
  const { roomSign, editingId = null, answering = null } = props
  const label = editingId === null ? (props.names?.label ?? texts.composer(roomSign)) : texts.editing
  const isNew = editingId === null
  return (
    <CommandForm
      key={editingId ?? 'new'}
      command={isNew ? 'message.post' : 'message.edit'}
      class={props.canFormat === false ? 'composer brief' : 'composer'}
      label={label}
      then={props.roomPath}
      hidden={isNew ? newOf(props) : { messageId: editingId }}
      onSubmit={props.onSubmit}
    >
      {editingId !== null && <EditingLine onCancel={props.onCancelEdit} />}
      {isNew && answering !== null && <AnsweringLine {...answering} onCancel={props.onCancelReply} />}
      <div class="composer-box">
        {props.suggestions}
        <Text {...props} label={label} />
        {props.canFormat !== false && <Format {...props} />}
        <div class="send">
          {props.canFormat !== false && <FormatToggle onToggle={props.onToggleFormat} />}
          <button class="send-button" type="submit" aria-label={editingId === null ? texts.send : texts.save}>
            <Icon name={editingId === null ? 'arrow-up' : 'check'} />
          </button>
        </div>
      </div>
      {isNew && props.choice}
      <Foot {...props} />
    </CommandForm>
  )
}

function newOf({ roomId, answering = null, more = {} }: Props): Record<string, string> {
  return { roomId, ...more, ...(answering === null ? {} : { replyTo: answering.quote.id }) }
}

function Text(props: Props & { readonly label: string }) {
  const problem = props.problem ?? null
  return (
    <textarea
      name="body"
      rows={1}
      dir="auto"
      required
      aria-label={props.label}
      placeholder={props.names?.placeholder ?? texts.placeholder(props.roomSign)}
      defaultValue={props.text ?? ''}
      aria-invalid={problem !== null || undefined}
      aria-describedby={problem === null ? undefined : footId(props)}
      ref={props.textRef ?? null}
      onInput={props.onInput}
      onKeyDown={props.onKeyDown}
      onBlur={props.onBlur}
      onPaste={props.onPaste}
    />
  )
}

/** A thread has a composer of its own beside that of its room. */
function footId({ more }: Props): string {
  return more === undefined ? 'composer-foot' : 'reply-foot'
}

function Foot(props: Props) {
  const { problem = null, trouble = null, slow = null, typing = [], canFormat = true, onReload } = props
  const line = typing.length === 0 && slow ? slow : <TypingLine names={typing} />
  const state = trouble === null ? line : <ConnectionLine trouble={trouble} onReload={onReload} />
  return (
    <div class="composer-foot">
      {problem === null ? (
        <p>{state}</p>
      ) : (
        <p id={footId(props)} class="problem" role="alert">
          {problem}
        </p>
      )}
      {canFormat && (
        <p class="keys">
          <kbd>{texts.keys}</kbd>
          {texts.keysDo}
        </p>
      )}
    </div>
  )
}

type AnsweringProps = NonNullable<Props['answering']> & { readonly onCancel: (() => void) | undefined }

function AnsweringLine({ name, quote, onCancel }: AnsweringProps) {
  return (
    <p class="composer-line">
      <Icon name="reply" />
      <span class="answered">
        <Filled text={texts.replyingTo} with={[<bdi>{name}</bdi>]} /> <bdi class="quoted-text">{quoteText(quote)}</bdi>
      </span>
      <button class="tool" type="button" aria-label={texts.stopReplying} title={texts.stopReplying} onClick={onCancel}>
        <Icon name="x" />
      </button>
    </p>
  )
}

function EditingLine({ onCancel }: { readonly onCancel: (() => void) | undefined }) {
  return (
    <p class="composer-line">
      <Icon name="pencil" />
      {texts.editing}
      <button class="text-button" type="button" onClick={onCancel}>
        {texts.cancel}
      </button>
    </p>
  )
}

const marks = (): readonly (readonly [mark: TextMark, icon: IconName, label: string])[] => [
  ['strong', 'bold', texts.bold],
  ['em', 'italic', texts.italic],
  ['del', 'strikethrough', texts.strike],
  ['code', 'code', texts.code],
  ['link', 'link', texts.link],
  ['ul', 'list', texts.list],
  ['ol', 'list-ordered', texts.numbers],
  ['quote', 'text-quote', texts.quote],
  ['pre', 'square-code', texts.block],
]

/** Whether the toolbar is shown stands on the page's root, so that a page is drawn as it was left. */
function FormatToggle({ onToggle }: { readonly onToggle: (() => void) | undefined }) {
  return (
    <button
      class="tool format-toggle"
      type="button"
      aria-label={texts.formatting}
      title={texts.formatting}
      aria-controls="format"
      onClick={onToggle}
    >
      <Icon name="case-sensitive" />
    </button>
  )
}

function Format({ onMark, onEmoji, onSchedule, editingId = null }: Props) {
  return (
    <div class="format" id="format" role="toolbar" aria-label={texts.formatting}>
      {marks().map(([mark, icon, label]) => (
        <Tool key={mark} icon={icon} label={label} onClick={() => onMark?.(mark)} />
      ))}
      <hr />
      <Tool icon="smile-plus" label={texts.emoji} onClick={(event) => onEmoji?.(event.currentTarget)} />
      {editingId === null && <Tool icon="clock" label={texts.sendLater} onClick={onSchedule} />}
    </div>
  )
}

type ToolProps = {
  readonly icon: IconName
  readonly label: string
  readonly onClick: ((event: TargetedMouseEvent<HTMLButtonElement>) => void) | undefined
}

function Tool({ icon, label, onClick }: ToolProps) {
  return (
    <button class="tool" type="button" aria-label={label} title={label} onClick={onClick}>
      <Icon name={icon} />
    </button>
  )
}
