import type { SendsWith } from '@parley/protocol/accounts.ts'
import type { Ref } from 'preact'
import { switcherTexts as texts } from '../texts/switcher.ts'
import { SheetDialog } from './sheet-dialog.tsx'

type Props = {
  readonly sendsWith: SendsWith
  readonly dialogRef?: Ref<HTMLDialogElement> | undefined
  readonly onClose?: (() => void) | undefined
}

const SENDING: Readonly<Record<SendsWith, readonly [send: string, newLine: string]>> = {
  enter: ['Enter', 'Shift Enter'],
  'ctrl-enter': ['Ctrl Enter', 'Enter'],
}

/** What the keys do. */
export function Shortcuts({ sendsWith, dialogRef, onClose }: Props) {
  return (
    <SheetDialog id="shortcuts" title={texts.shortcuts} dialogRef={dialogRef} onClose={onClose}>
      <dl class="keys-list">
        {texts.keys(...SENDING[sendsWith]).map(([does, keys]) => (
          <div key={does}>
            <dt>{does}</dt>
            <dd>
              <kbd>{keys}</kbd>
            </dd>
          </div>
        ))}
      </dl>
    </SheetDialog>
  )
}
