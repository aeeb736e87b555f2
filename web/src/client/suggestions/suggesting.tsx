import { type Signal, signal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import type { App } from '../app/app.ts'
import { loadSheet } from '../app/load-sheet.ts'
import type { Suggestions } from './suggestions.tsx'

/** What is offered above a composer; how it is drawn is loaded when something is first asked for. */
export type Suggesting = {
  readonly view: Signal<ComponentChildren>
  /** Puts a text in place of what was typed since `from`. */
  put(from: number, text: string): void
}

// What is no question yet loads nothing.
const MAY_ASK = /(?:^|\W)[@#:][^\s@#:]*$|^\s*\/[a-z-]*$/iu

/** The suggestions of one text box; they are loaded with the first sign that asks for them. */
export class LazySuggestions implements Suggesting {
  readonly view: Suggesting['view'] = signal(null)
  readonly put: Suggesting['put']
  readonly #app: App
  #loaded: Suggestions | null = null

  constructor(app: App, put: Suggesting['put']) {
    this.#app = app
    this.put = put
  }

  update(box: HTMLTextAreaElement): void {
    if (this.#loaded) this.#loaded.update(box)
    else if (MAY_ASK.test(box.value.slice(0, box.selectionStart))) void this.#load(box).catch(() => {})
  }

  keyed(event: KeyboardEvent, box: HTMLTextAreaElement): boolean {
    return this.#loaded?.keyed(event, box) ?? false
  }

  close(box: HTMLTextAreaElement | null): void {
    this.#loaded?.close(box)
  }

  async #load(box: HTMLTextAreaElement): Promise<void> {
    // What is chosen is put into the text at once.
    const formatting = import('../composer/formatting.ts')
    const sheet = loadSheet('suggestions.css')
    const [{ Suggestions }] = await Promise.all([import('./suggestions.tsx'), formatting, sheet])
    this.#loaded ??= new Suggestions(this.#app, this)
    if (box.isConnected) this.#loaded.update(box)
  }
}

type AboveProps = { readonly writer: { readonly suggesting: Suggesting; readonly preview: Suggesting['view'] } }

/** Draws what stands above the text, if anything does: how it will look, and what is offered. */
export function AboveText({ writer }: AboveProps) {
  return (
    <>
      {writer.preview.value}
      {writer.suggesting.view.value}
    </>
  )
}
