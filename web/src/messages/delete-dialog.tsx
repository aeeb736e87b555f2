import type { Ref } from 'preact'
import { messageTexts as texts } from '../texts/messages.ts'

type Props = {
  readonly dialogRef?: Ref<HTMLDialogElement> | undefined
  readonly onDelete?: (() => void) | undefined
  readonly onClose?: (() => void) | undefined
}

/** Asks before a message is gone for everyone. */
export function DeleteDialog({ dialogRef, onDelete, onClose }: Props) {
  return (
    <dialog
      class="sheet-dialog"
      aria-labelledby="delete-title"
      aria-describedby="delete-why"
      ref={dialogRef ?? null}
      onClose={onClose}
    >
      <h2 id="delete-title">{texts.deleteTitle}</h2>
      <p id="delete-why">{texts.deleteWhy}</p>
      <div class="actions">
        <button class="button" type="button" onClick={onClose}>
          {texts.cancel}
        </button>
        <button class="button danger" type="button" onClick={onDelete}>
          {texts.delete}
        </button>
      </div>
    </dialog>
  )
}
