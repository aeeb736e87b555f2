import type { ComponentChildren, Ref } from 'preact'
import { Icon } from '../parts/icon.tsx'
import { shellTexts } from '../texts/shell.ts'

type Props = {
  /** What its title is called by. */
  readonly id: string
  readonly title: string
  /** The class of what is its own in it. */
  readonly look?: string
  /** What went wrong in it. */
  readonly problem?: string | null
  readonly dialogRef?: Ref<HTMLDialogElement> | undefined
  readonly onClose?: (() => void) | undefined
  readonly children: ComponentChildren
}

/** A dialog with a title and a way out. */
export function SheetDialog({ id, title, look, problem = null, dialogRef, onClose, children }: Props) {
  return (
    <dialog
      class={look === undefined ? 'sheet-dialog' : `sheet-dialog ${look}`}
      aria-labelledby={`${id}-title`}
      ref={dialogRef ?? null}
      onClose={onClose}
    >
      <div class="dialog-head">
        <h2 id={`${id}-title`}>{title}</h2>
        <button class="tool" type="button" aria-label={shellTexts.close} onClick={onClose}>
          <Icon name="x" />
        </button>
      </div>
      {children}
      {problem !== null && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
    </dialog>
  )
}
