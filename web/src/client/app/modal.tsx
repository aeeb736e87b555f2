import type { ComponentChildren, Ref } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

type Props = { readonly children: (ref: Ref<HTMLDialogElement>) => ComponentChildren }

/** Opens a dialog when it is drawn; when it goes, the focus returns to where it was. */
export function Modal({ children }: Props) {
  const ref = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const before = document.activeElement
    const dialog = ref.current
    dialog?.showModal()
    return () => {
      dialog?.close()
      requestAnimationFrame(() => giveBack(before))
    }
  }, [])
  return <>{children(ref)}</>
}

/** Chromium gives the focus back too, but its caret goes with the dialog that is removed, and nothing can be typed. */
function giveBack(before: Element | null): void {
  const now = document.activeElement
  if (!(before instanceof HTMLElement) || !document.contains(before)) return
  if (now !== before && now !== document.body) return
  before.blur()
  before.focus()
}
