import { isInCode } from './code.ts'
import { ADDRESS, type Format, GOES_ON, SAYS_MORE } from './format.ts'
import type * as formatting from './formatting.ts'
import type { ComposerAct } from './keys.ts'
import type { Selected } from './marks.ts'
import { isPlain } from '../../markdown/plain.ts'

type Formatting = typeof formatting

type Parts = {
  readonly box: () => HTMLTextAreaElement | null
  /** The text is another one now. */
  readonly changed: () => void
}

/** A line that stands further in. */
const BEGINS_LATER = /^[ \t]/mu

/** What shapes the text of a box: keys, buttons, and what is pasted. How it does is loaded when it is first needed. */
export class Shaping {
  readonly #parts: Parts
  #formatting: Formatting | null = null

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Another box stands there. */
  attached(): void {
    void import('../follow.ts').then(({ describeToolbars }) => describeToolbars()).catch(() => {})
  }

  /** A list may go on with the next key. */
  typed(text: string): void {
    if (!isPlain(text) || BEGINS_LATER.test(text)) void this.#load().catch(() => {})
  }

  /** What asks for it before it is loaded waits for it. */
  shape(how: Format): void {
    const put = ({ format, putText }: Formatting) => {
      const box = this.#parts.box()
      if (!box) return
      putText(box, format(selected(box), how))
      this.#parts.changed()
    }
    if (this.#formatting) put(this.#formatting)
    else void this.#load().then(put, () => {})
  }

  /** What goes on in the next line, and what Tab does, depends on where the caret is. */
  means({ do: act }: NonNullable<ComposerAct>): boolean {
    const { text, start } = selected(this.#parts.box())
    if (act === 'indent') return isInCode(text, start)
    return act !== 'new-line' || GOES_ON.test(text.slice(text.lastIndexOf('\n', start - 1) + 1, start))
  }

  pasted(event: ClipboardEvent): void {
    const box = this.#parts.box()
    const data = event.clipboardData
    if (!box || !data || isInCode(box.value, box.selectionStart)) return
    const text = data.getData('text/plain')
    const html = data.getData('text/html')
    const isAddress = ADDRESS.test(text)
    if (isAddress && box.selectionStart !== box.selectionEnd) this.shape({ paste: text })
    // An editor's colours are no formatting.
    else if (!isAddress && SAYS_MORE.test(html) && !data.types.includes('vscode-editor-data'))
      void this.#load().then(
        async ({ readRich }) => this.shape({ insert: await readRich(html, text) }),
        () => document.execCommand('insertText', false, text),
      )
    else return
    event.preventDefault()
  }

  toggleToolbar(): void {
    const box = this.#parts.box()
    void import('../follow.ts').then(({ toggleToolbar }) => toggleToolbar(box)).catch(() => {})
    box?.focus()
  }

  async #load(): Promise<Formatting> {
    return (this.#formatting ??= await import('./formatting.ts'))
  }
}

function selected(box: HTMLTextAreaElement | null): Selected {
  return { text: box?.value ?? '', start: box?.selectionStart ?? 0, end: box?.selectionEnd ?? 0 }
}
