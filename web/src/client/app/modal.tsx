import type { ComponentChildren, Ref } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { typeHeld } from '../keys/ahead.ts'

type Props = { readonly children: (ref: Ref<HTMLDialogElement>) => ComponentChildren }

/** Opens a dialog when it is drawn; when it closes, the focus returns to where it was. */
export function Modal({ children }: Props) {
  const ref = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const dialog = ref.current
    const before = document.activeElement
    const row = before?.closest<HTMLElement>('article') ?? null
    const close = () => {
      if (dialog?.open !== true) return
      dialog.close()
      giveBack(before, row)
    }
    // What Escape does, but without a moment in which the focus is back and its caret is not.
    dialog?.addEventListener('cancel', (event) => {
      event.preventDefault()
      close()
    })
    dialog?.showModal()
    typeHeld()
    return close
  }, [])
  return <>{children(ref)}</>
}

/** Chromium gives the focus back by itself, but not always the caret, and then nothing can be typed. */
function giveBack(before: Element | null, row: HTMLElement | null): void {
  const now = document.activeElement
  if (!(before instanceof HTMLElement) || (now !== before && now !== document.body)) return
  before.blur()
  before.focus()
  // What one can do with a message is there only while the focus is in it: then the message has it.
  if (document.activeElement !== before) row?.focus()
}
