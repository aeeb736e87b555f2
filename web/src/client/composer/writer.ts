import { clientTexts as texts } from '../../texts/client.ts'
import { LIMITS } from '@parley/protocol/limits.ts'
import type { Message } from '@parley/protocol/messages.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import type { TextMark } from '../../messages/composer.tsx'
import type { App } from '../app/app.ts'
import { composerAct, type ComposerHabits } from './keys.ts'
import { pasteLink, type Selected, toggleMark } from './marks.ts'
import { LazySuggestions } from '../suggestions/suggesting.tsx'
import { readTyped } from './slash.ts'
import type { SlashRunner } from './slash-runner.ts'

/** The composer's text box: what is typed, sent, edited and kept. */
export class Writer {
  readonly #app: App
  readonly #slash: SlashRunner
  readonly #habits: ComposerHabits
  readonly suggesting: LazySuggestions
  #box: HTMLTextAreaElement | null = null

  constructor(app: App, slash: SlashRunner, habits: ComposerHabits) {
    this.#app = app
    this.#slash = slash
    this.#habits = habits
    this.suggesting = new LazySuggestions(app, (from, text) => this.#complete(from, text))
  }

  /** Takes over the text box that was just drawn; another one stands in every room and for every edit. */
  readonly attach = (box: HTMLTextAreaElement | null): void => {
    if (this.#box !== box) this.suggesting.close(this.#box)
    this.#box = box
    if (box === null) return
    const { roomId, editing } = this.#app.ui.peek()
    // A box that the server drew is empty, and one may have typed into it before this ran.
    const draft = roomId === null ? '' : this.#app.drafts.read(draftKey(roomId, editing))
    if (draft !== '' && (box.value === '' || editing !== null)) box.value = draft
    if (editing !== null) this.focus()
  }

  focus(): void {
    const box = this.#box
    box?.focus()
    box?.setSelectionRange(box.value.length, box.value.length)
  }

  readonly typed = (): void => {
    const { roomId, editing, problem } = this.#app.ui.peek()
    if (roomId === null) return
    if (problem !== null) this.#app.patch({ problem: null })
    this.#app.drafts.write(draftKey(roomId, editing), this.#text)
    if (this.#box) this.suggesting.update(this.#box)
    if (this.#text.trim() !== '' && !this.#text.startsWith('/')) this.#app.client.typing(roomId)
  }

  readonly keyed = (event: KeyboardEvent): void => {
    if (this.#box && this.suggesting.keyed(event, this.#box)) return
    const act = composerAct(event, this.#text === '', this.#habits)
    if (act === null) return
    event.preventDefault()
    if (act.do === 'send') void this.send()
    else if (act.do === 'edit-last') this.#editLast()
    else this.mark(act.mark)
  }

  readonly left = (): void => this.suggesting.close(this.#box)

  readonly submitted = (event: SubmitEvent): void => {
    event.preventDefault()
    void this.send()
    // The button took the focus; on touch the keyboard would go with it.
    this.#box?.focus()
  }

  readonly pasted = (event: ClipboardEvent): void => {
    const linked = this.#box && pasteLink(this.#selected(this.#box), event.clipboardData?.getData('text/plain') ?? '')
    if (!linked) return
    event.preventDefault()
    this.#put(linked)
  }

  readonly mark = (mark: TextMark): void => {
    if (this.#box) this.#put(toggleMark(this.#selected(this.#box), mark))
  }

  edit(message: Message): void {
    this.#app.patch({ editing: message, problem: null })
  }

  readonly cancelEdit = (): void => {
    this.#app.patch({ editing: null, problem: null })
    requestAnimationFrame(() => this.focus())
  }

  /** Sends what is typed. What cannot be sent stays, with the reason. */
  async send(): Promise<void> {
    const { roomId, editing } = this.#app.ui.peek()
    const text = this.#text
    if (roomId === null || (text.trim() === '' && editing === null)) return
    if ([...text].length > LIMITS.bodyLength) return this.#refuse(text, texts.tooLong(LIMITS.bodyLength))
    try {
      if (editing !== null) await this.#saveEdit(editing, text)
      else await this.#say(roomId, text)
    } catch (error) {
      this.#refuse(text, error instanceof ParleyError ? error.message : texts.notStored)
    }
  }

  async #say(roomId: string, text: string): Promise<void> {
    const typed = readTyped(text)
    if (typed.kind === 'unknown') {
      return this.#refuse(text, texts.noCommand(typed.name))
    }
    this.#clear(roomId)
    if (typed.kind === 'command') return this.#slash(typed.name, typed.rest)
    this.#app.patch({ readAtOpening: null })
    await this.#app.client.post(roomId, typed.body)
    await this.#app.toPresent()
  }

  async #saveEdit(message: Message, text: string): Promise<void> {
    const body = text.trim()
    if (body === '') return this.#app.patch({ dialog: { kind: 'delete', message } })
    if (body !== message.body) await this.#app.client.editMessage(message, body)
    this.#app.drafts.write(draftKey(message.roomId, message), '')
    this.cancelEdit()
  }

  #clear(roomId: string): void {
    if (this.#box) this.#box.value = ''
    this.suggesting.close(this.#box)
    this.#app.drafts.write(roomId, '')
    this.#app.patch({ problem: null })
  }

  #refuse(text: string, problem: string): void {
    if (this.#box && this.#box.value === '') this.#box.value = text
    this.typed()
    this.#app.patch({ problem })
  }

  #editLast(): void {
    const { room, user } = this.#app
    const mine = room?.window?.messages.findLast(
      (message) => message.authorId === user?.me.id && message.deletedAt === null,
    )
    if (mine !== undefined) this.edit(mine)
  }

  get #text(): string {
    return this.#box?.value ?? ''
  }

  #selected(box: HTMLTextAreaElement): Selected {
    return { text: box.value, start: box.selectionStart, end: box.selectionEnd }
  }

  #complete(from: number, insert: string): void {
    const box = this.#box
    if (!box) return
    const caret = from + insert.length
    const rest = box.value.slice(box.selectionStart)
    this.#put({ text: box.value.slice(0, from) + insert + rest.replace(/^ /, ''), start: caret, end: caret })
  }

  #put({ text, start, end }: Selected): void {
    const box = this.#box
    if (!box) return
    box.focus()
    box.value = text
    box.setSelectionRange(start, end)
    this.typed()
  }
}

/** A change of a message is kept as well, apart from what one writes in its room. */
function draftKey(roomId: string, editing: Message | null): string {
  return editing === null ? roomId : `edit ${editing.id}`
}
