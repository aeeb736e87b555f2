import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { Icon } from '../parts/icon.tsx'
import { laterTexts as texts } from '../texts/later.ts'
import type { LaterRow } from './rows.ts'

/** What one can do with one of them. */
export type LaterAct = { readonly label: string; readonly onClick: () => void }

type Props = {
  readonly row: LaterRow
  readonly acts: readonly LaterAct[]
  readonly onOpen: (href: string) => void
  /** Its text can be changed here. */
  readonly onEdit?: ((text: string) => void) | undefined
}

/** One of the lists’ rows. */
export function LaterRowView({ row, acts, onOpen, onEdit }: Props) {
  const [isEditing, setEditing] = useState(false)
  if (isEditing && onEdit) {
    const save = (text: string) => {
      setEditing(false)
      onEdit(text)
    }
    return (
      <LaterRowFrame row={row} body={<EditText text={row.text} onCancel={() => setEditing(false)} onSave={save} />} />
    )
  }
  return (
    <LaterRowFrame row={row}>
      {row.href !== null && <OpenLink href={row.href} onOpen={onOpen} />}
      {onEdit && <Act label={texts.editText} onClick={() => setEditing(true)} />}
      {acts.map((act) => (
        <Act key={act.label} {...act} />
      ))}
    </LaterRowFrame>
  )
}

type FrameProps = {
  readonly row: LaterRow
  /** In the place of its text. */
  readonly body?: ComponentChildren
  /** What one can do with it. */
  readonly children?: ComponentChildren
}

/** What is shown of a row, whatever one can do with it. */
export function LaterRowFrame({ row, body, children }: FrameProps) {
  return (
    <li class="later-row" aria-label={row.place}>
      <p class="later-head">
        <bdi class="place">{row.place}</bdi>
        {row.when !== null && (
          <span class="later-when">
            <Icon name="clock" />
            {row.when}
          </span>
        )}
      </p>
      {body ?? (
        <p class="later-text" dir="auto">
          {row.text}
        </p>
      )}
      {row.problem !== null && (
        <p class="problem">
          <Icon name="circle-alert" />
          {row.problem}
        </p>
      )}
      {children && <div class="later-acts">{children}</div>}
    </li>
  )
}

function OpenLink({ href, onOpen }: { readonly href: string; readonly onOpen: (href: string) => void }) {
  const open = (event: MouseEvent) => {
    event.preventDefault()
    onOpen(href)
  }
  return (
    <a class="text-button" href={href} onClick={open}>
      {texts.open}
    </a>
  )
}

function Act({ label, onClick }: LaterAct) {
  return (
    <button class="text-button" type="button" onClick={onClick}>
      {label}
    </button>
  )
}

type EditProps = { readonly text: string; readonly onSave: (text: string) => void; readonly onCancel: () => void }

function EditText({ text, onSave, onCancel }: EditProps) {
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (!(event.currentTarget instanceof HTMLFormElement)) return
    const typed = new FormData(event.currentTarget).get('body')
    if (typeof typed === 'string' && typed.trim() !== '') onSave(typed)
  }
  return (
    <form class="later-edit" onSubmit={submit}>
      <textarea
        class="input"
        name="body"
        dir="auto"
        required
        rows={3}
        aria-label={texts.text}
        defaultValue={text}
        ref={(box) => box?.focus()}
      />
      <p class="later-acts">
        <button class="button" type="submit">
          {texts.save}
        </button>
        <Act label={texts.cancel} onClick={onCancel} />
      </p>
    </form>
  )
}

type ListProps = {
  readonly nothing: string
  readonly isEmpty: boolean
  readonly label: string
  readonly children: ComponentChildren
}

/** A list, or what belongs there. */
export function LaterList({ nothing, isEmpty, label, children }: ListProps) {
  if (isEmpty) return <p class="later-nothing">{nothing}</p>
  return (
    <ul class="later-list" aria-label={label}>
      {children}
    </ul>
  )
}
