import type { Ref } from 'preact'
import { Icon } from '../parts/icon.tsx'
import { shellTexts } from '../texts/shell.ts'
import { switcherTexts as texts } from '../texts/switcher.ts'

type Props = { readonly dialogRef?: Ref<HTMLDialogElement> | undefined; readonly onClose?: (() => void) | undefined }

/** What the keys do. */
export function Shortcuts({ dialogRef, onClose }: Props) {
  return (
    <dialog class="sheet-dialog" aria-labelledby="shortcuts-title" ref={dialogRef ?? null} onClose={onClose}>
      <div class="dialog-head">
        <h2 id="shortcuts-title">{texts.shortcuts}</h2>
        <button class="tool" type="button" aria-label={shellTexts.close} onClick={onClose}>
          <Icon name="x" />
        </button>
      </div>
      <dl class="keys-list">
        {texts.keys.map(([does, keys]) => (
          <div key={does}>
            <dt>{does}</dt>
            <dd>
              <kbd>{keys}</kbd>
            </dd>
          </div>
        ))}
      </dl>
    </dialog>
  )
}
