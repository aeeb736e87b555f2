import type { Quote } from '@parley/protocol/messages.ts'
import type { SendsWith } from '@parley/protocol/accounts.ts'
import type { ReadonlySignal } from '@preact/signals'
import type { ComponentChildren, TargetedMouseEvent } from 'preact'
import { CommandForm } from '../forms/command-form.tsx'
import type { IconName } from '../parts/icon-names.ts'
import { Icon } from '../parts/icon.tsx'
import { ConnectionLine, type ConnectionTrouble } from '../shell/connection-line.tsx'
import { messageTexts as texts } from '../texts/messages.ts'
import { TypingLine } from './typing-line.tsx'

/** What the toolbar makes of the selected text. */
export type TextMark = 'strong' | 'em' | 'del' | 'code' | 'link' | 'ul' | 'ol' | 'quote' | 'pre'

/** What a living composer does when somebody acts; on the server there is nothing of it. */
export type ComposerHands = {
  readonly attach: (box: HTMLTextAreaElement | null) => void
  readonly submitted: (event: SubmitEvent) => void
  readonly typed: () => void
  readonly keyed: (event: KeyboardEvent) => void
  readonly pasted: (event: ClipboardEvent) => void
  /** One went elsewhere with the focus. */
  readonly left: () => void
  readonly mark: (mark: TextMark) => void
  readonly chooseEmoji: (near: Element | null) => void
  readonly schedule: () => void
  readonly toggleFormat: () => void
  readonly togglePreview: () => void
  /** How it will look; null while nobody wants to see it. */
  readonly preview: ReadonlySignal<ComponentChildren>
  readonly cancelReply: () => void
  readonly cancelEdit: () => void
}

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
  readonly answering?: Pick<Quote, 'id'> | null
  /** Above the text: what one answers, or that one edits. */
  readonly line?: ComponentChildren
  /** Why the last thing was refused; the text stays. */
  readonly problem?: string | null
  /** Names of who is typing. */
  readonly typing?: readonly string[]
  readonly trouble?: ConnectionTrouble
  /** In a slow room: how long one waits. */
  readonly slow?: ComponentChildren
  /** False where no script will ever run. */
  readonly canFormat?: boolean
  /** Shown above the text while one types: suggestions, and how it will look. */
  readonly above?: ComponentChildren
  readonly hands?: ComposerHands | undefined
  readonly sendsWith?: SendsWith
  readonly onReload?: (() => void) | undefined
}

/** Where one writes. Without scripts it is a form that posts. */
export function Composer(props: Props) {
  const { roomSign, editingId = null } = props
  const label = editingId === null ? (props.names?.label ?? texts.composer(roomSign)) : texts.editing
  const isNew = editingId === null
  return (
    <CommandForm
      key={editingId ?? 'new'}
      command={isNew ? 'message.post' : 'message.edit'}
      class="composer"
      label={label}
      then={props.roomPath}
      hidden={isNew ? newOf(props) : { messageId: editingId }}
      onSubmit={props.hands?.submitted}
    >
      {props.line}
      <div class="composer-box">
        {props.above}
        <Text {...props} label={label} />
        {props.canFormat !== false && <Format {...props} />}
        <div class="send">
          {props.canFormat !== false && <Tool {...toggling(props)} />}
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
  return { roomId, ...more, ...(answering === null ? {} : { replyTo: answering.id }) }
}

function Text(props: Props & { readonly label: string }) {
  const { hands } = props
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
      aria-describedby={problem === null ? undefined : idOf(props, 'foot')}
      ref={hands?.attach ?? null}
      onInput={hands?.typed}
      onKeyDown={hands?.keyed}
      onBlur={hands?.left}
      onPaste={hands?.pasted}
    />
  )
}

/** A thread has a composer of its own beside that of its room. */
function idOf({ more }: Props, part: string): string {
  return `${more === undefined ? 'composer' : 'reply'}-${part}`
}

function Foot(props: Props) {
  const { problem = null, trouble = null, slow = null, typing = [], canFormat = true, onReload } = props
  const line = typing.length === 0 && slow ? slow : <TypingLine names={typing} />
  const [keys, keysDo] = texts.keys[props.sendsWith ?? 'enter']
  const state = trouble === null ? line : <ConnectionLine trouble={trouble} onReload={onReload} />
  return (
    <div class="composer-foot">
      {problem === null ? (
        <p>{state}</p>
      ) : (
        <p id={idOf(props, 'foot')} class="problem" role="alert">
          {problem}
        </p>
      )}
      {canFormat && (
        <p class="keys">
          <kbd>{keys}</kbd>
          {keysDo}
        </p>
      )}
    </div>
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
function toggling(props: Props): ToolProps {
  const rest = { controls: idOf(props, 'format'), onClick: props.hands?.toggleFormat }
  return { icon: 'case-sensitive', label: texts.formatting, ...rest }
}

function Format(props: Props) {
  const { hands, editingId = null } = props
  return (
    <div class="format" id={idOf(props, 'format')} role="toolbar" aria-label={texts.formatting}>
      {marks().map(([mark, icon, label]) => (
        <Tool key={mark} icon={icon} label={label} onClick={() => hands?.mark(mark)} />
      ))}
      <hr />
      <Tool icon="smile-plus" label={texts.emoji} onClick={(event) => hands?.chooseEmoji(event.currentTarget)} />
      <Tool
        icon="eye"
        label={texts.preview}
        isOn={(hands?.preview.value ?? null) !== null}
        onClick={hands?.togglePreview}
      />
      {editingId === null && <Tool icon="clock" label={texts.sendLater} onClick={hands?.schedule} />}
    </div>
  )
}

type ToolProps = {
  readonly icon: IconName
  readonly label: string
  readonly isOn?: boolean
  /** What it shows and hides. */
  readonly controls?: string
  readonly onClick: ((event: TargetedMouseEvent<HTMLButtonElement>) => void) | undefined
}

function Tool({ icon, label, isOn, controls, onClick }: ToolProps) {
  return (
    <button
      class={controls ? 'tool format-toggle' : 'tool'}
      type="button"
      aria-label={label}
      title={label}
      aria-pressed={isOn}
      aria-controls={controls}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  )
}
