import { inviteTexts as texts } from '../texts/invites.ts'

/** Lets the buttons of links copy them, on pages that are not drawn again. */
export function copyLinks(root: Document): void {
  root.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('[data-copy]') : null
    if (button instanceof HTMLElement) void copy(button)
  })
}

async function copy(button: HTMLElement): Promise<void> {
  const word = button.querySelector('span')
  const isCopied = await written(button.dataset.copy ?? '', button)
  if (isCopied && word !== null) word.textContent = texts.copied
}

// On plain http in a LAN browsers have no clipboard: there the link is chosen, ready for Ctrl C.
async function written(text: string, button: HTMLElement): Promise<boolean> {
  const field = button.parentElement?.querySelector('input')
  field?.select()
  if (!('clipboard' in navigator)) return false
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}
