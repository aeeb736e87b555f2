import { clientTexts as texts } from '../../texts/client.ts'
import { LIMITS } from '@parley/protocol/limits.ts'
import { quoteOf } from '@parley/protocol/answers.ts'
import type { Message } from '@parley/protocol/messages.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import type { TextMark } from '../../messages/composer.tsx'
import type { App } from '../app/app.ts'
import { deleteSoon } from '../deletions/delete-soon.ts'
import { Answering } from './answering.ts'
import type { Desk, Place } from './desk.ts'
import { type ComposerAct, composerAct, type ComposerHabits } from './keys.ts'
import { isInCode } from './code.ts'
import { ADDRESS, type Format, GOES_ON, SAYS_MORE } from './format.ts'
import type * as formatting from '../follow.ts'
import type { Selected } from './marks.ts'
import { LazySuggestions } from '../suggestions/suggesting.tsx'
import { isPlain } from '../../markdown/plain.ts'

type Formatting = typeof formatting

/** The composer's text box: what is typed, sent, edited and kept. */
export class Writer {
  readonly #app: App
  readonly #desk: Desk
  readonly #goTo: (path: string) => Promise<void>
  readonly #answering: Answering
  readonly #habits: ComposerHabits
  readonly suggesting: LazySuggestions
  #box: HTMLTextAreaElement | null = null
  #formatting: Formatting | null = null

  constructor(app: App, desk: Desk, goTo: (path: string) => Promise<void>, habits: ComposerHabits) {
    this.#app = app
    this.#desk = desk
    this.#answering = new Answering(app, desk)
    this.#goTo = goTo
    this.#habits = habits
    this.suggesting = new LazySuggestions(app, (from, insert) => this.#format({ from, insert }))
    app.drafts.watchers.add((key, text) => this.#told(key, text))
  }

  /** Takes over the text box that was just drawn; another one stands in every room and for every edit. */
  readonly attach = (box: HTMLTextAreaElement | null): void => {
    if (this.#box !== box) this.suggesting.close(this.#box)
    this.#box = box
    if (box === null) return
    const place = this.#desk.place()
    const { editing } = this.#desk.writing()
    // A box that the server drew is empty, and one may have typed into it before this ran.
    const draft = place === null ? '' : this.#app.drafts.read(draftKey(place.key, editing))
    if (draft !== '' && (box.value === '' || editing !== null)) box.value = draft
    if (editing !== null) this.focus()
    else void this.#answering.restore()
  }

  /** The same draft was changed on another device. */
  #told(key: string, text: string): void {
    const box = this.#box
    if (box && key === this.#desk.place()?.key && this.#desk.writing().editing === null) box.value = text
  }

  focus(): void {
    const box = this.#box
    box?.focus()
    box?.setSelectionRange(box.value.length, box.value.length)
  }

  readonly typed = (): void => {
    const place = this.#desk.place()
    if (place === null) return
    const { editing, problem } = this.#desk.writing()
    if (problem !== null) this.#desk.write({ problem: null })
    this.#app.drafts.write(draftKey(place.key, editing), this.#text)
    if (this.#box) this.suggesting.update(this.#box)
    // A list goes on with the next key; and what is typed is shown as it is meant once it is sent.
    void this.#loadFormatting().catch(() => {})
    if (!isPlain(this.#text)) import('../../markdown/parse.ts').catch(() => {})
    if (this.#text.trim() !== '' && !this.#text.startsWith('/')) this.#app.client.typing(place.roomId)
  }

  readonly keyed = (event: KeyboardEvent): void => {
    if (this.#box && this.suggesting.keyed(event, this.#box)) return
    const act = composerAct(event, this.#text === '', this.#habits)
    if (act === null || !this.#means(act)) return
    event.preventDefault()
    if (act.do === 'send') void this.send()
    else if (act.do === 'edit-last') this.#editLast()
    else this.#format(act.do === 'mark' ? act.mark : act.do)
  }

  readonly left = (): void => this.suggesting.close(this.#box)

  readonly submitted = (event: SubmitEvent): void => {
    event.preventDefault()
    void this.send()
    // The button took the focus; on touch the keyboard would go with it.
    this.#box?.focus()
  }

  readonly pasted = (event: ClipboardEvent): void => {
    const box = this.#box
    const data = event.clipboardData
    if (!box || !data || isInCode(box.value, box.selectionStart)) return
    const text = data.getData('text/plain')
    const html = data.getData('text/html')
    const isAddress = ADDRESS.test(text)
    if (isAddress && box.selectionStart !== box.selectionEnd) this.#format({ paste: text })
    // An editor's colours are no formatting.
    else if (!isAddress && SAYS_MORE.test(html) && !data.types.includes('vscode-editor-data'))
      void this.#loadFormatting().then(async ({ readRich }) => this.#format({ insert: await readRich(html, text) }))
    else return
    event.preventDefault()
  }

  readonly mark = (mark: TextMark): void => this.#format(mark)

  readonly toggleFormat = (): void => {
    void this.#loadFormatting().then(({ toggleToolbar }) => toggleToolbar())
    this.#box?.focus()
  }

  /** Opens the choice of all emoji; what is picked is typed. */
  readonly chooseEmoji = (near: Element | null): void => {
    const onPick = (insert: string) => this.#format({ insert })
    this.#app.patch({ dialog: { kind: 'emoji', near, onPick } })
  }

  /** Asks when what is typed is to be sent. */
  readonly schedule = (): void => {
    void import('../later/ask.ts').then(({ scheduleTyped }) =>
      scheduleTyped(this.#app, this.#desk, this.#text, (key) => {
        this.#clear(key)
        this.#answering.set(null)
        requestAnimationFrame(() => this.focus())
      }),
    )
  }

  edit(message: Message): void {
    this.#desk.write({ editing: message, problem: null })
  }

  readonly cancelEdit = (): void => {
    this.#desk.write({ editing: null, problem: null })
    requestAnimationFrame(() => this.focus())
  }

  /** The next message answers this one. It is part of the draft. */
  reply(message: Message): void {
    this.#answering.set(quoteOf(message))
    requestAnimationFrame(() => this.focus())
  }

  readonly cancelReply = (): void => {
    this.#answering.set(null)
    this.focus()
  }

  /** Sends what is typed. What cannot be sent stays, with the reason. */
  async send(): Promise<void> {
    const place = this.#desk.place()
    const { editing } = this.#desk.writing()
    const text = this.#text
    if (place === null || (text.trim() === '' && editing === null)) return
    if ([...text].length > LIMITS.bodyLength) return this.#refuse(text, texts.tooLong(LIMITS.bodyLength))
    const question = text.includes('@') ? await this.#questionAbout(place, text) : null
    // Whoever pressed Enter again meanwhile has sent it.
    if (this.#text !== text) return
    if (question !== null) return this.#refuse(text, question)
    try {
      if (editing !== null) await this.#saveEdit(editing, text)
      else await this.#say(place, text)
    } catch (error) {
      this.#refuse(text, error instanceof ParleyError ? error.message : texts.notStored)
    }
  }

  /** What is asked before it is said; nothing where what asks cannot be loaded. */
  async #questionAbout({ roomId }: Place, text: string): Promise<string | null> {
    try {
      const { callQuestion } = await this.#loadFormatting()
      return callQuestion(this.#app, roomId, text)
    } catch {
      return null
    }
  }

  async #say({ key, roomId }: Place, text: string): Promise<void> {
    const answer = this.#desk.writing().answering
    this.#clear(key)
    const body = text.trimStart().startsWith('/') ? await this.#carryOut(roomId, text) : text.trim()
    if (body === null) return
    this.#answering.set(null)
    try {
      await this.#desk.say(body, answer?.id ?? null)
    } catch (error) {
      this.#answering.set(answer)
      throw error
    }
  }

  /** Does what a command says; answers what is left to be said. */
  async #carryOut(roomId: string, text: string): Promise<string | null> {
    try {
      const { carryOut } = await import('./slash-runner.ts')
      const carried = await carryOut({ app: this.#app, roomId, goTo: this.#goTo }, text)
      if ('problem' in carried) this.#refuse(text, carried.problem)
      return 'body' in carried ? carried.body : null
    } catch (error) {
      this.#refuse(text, error instanceof ParleyError ? error.message : texts.unreachable)
      return null
    }
  }

  async #saveEdit(message: Message, text: string): Promise<void> {
    const body = text.trim()
    if (body === '') return deleteSoon(this.#app, message)
    if (body !== message.body) await this.#app.client.editMessage(message, body)
    this.#app.drafts.write(draftKey('', message), '')
    this.cancelEdit()
  }

  #clear(key: string): void {
    if (this.#box) this.#box.value = ''
    this.suggesting.close(this.#box)
    this.#app.drafts.write(key, '')
    this.#desk.write({ problem: null })
  }

  #refuse(text: string, problem: string): void {
    if (this.#box && this.#box.value === '') this.#box.value = text
    this.typed()
    this.#desk.write({ problem })
  }

  #editLast(): void {
    const mine = this.#desk.lastOwn()
    if (mine !== undefined) this.edit(mine)
  }

  /** What goes on in the next line, and what Tab does, depends on where the caret is. */
  #means({ do: act }: NonNullable<ComposerAct>): boolean {
    const { text, start } = this.#selected(this.#box)
    if (act === 'indent') return isInCode(text, start)
    return act !== 'new-line' || GOES_ON.test(text.slice(text.lastIndexOf('\n', start - 1) + 1, start))
  }

  /** Formatting is loaded with the first key that is typed; what asks for it before waits for it. */
  #format(how: Format): void {
    const put = ({ format, putText }: Formatting) => {
      if (!this.#box) return
      putText(this.#box, format(this.#selected(this.#box), how))
      this.typed()
    }
    if (this.#formatting) put(this.#formatting)
    else void this.#loadFormatting().then(put, () => {})
  }

  async #loadFormatting(): Promise<Formatting> {
    if (this.#formatting) return this.#formatting
    this.#formatting = await import('../follow.ts')
    this.#formatting.describeToolbar()
    return this.#formatting
  }

  get #text(): string {
    return this.#box?.value ?? ''
  }

  #selected(box: HTMLTextAreaElement | null): Selected {
    return { text: box?.value ?? '', start: box?.selectionStart ?? 0, end: box?.selectionEnd ?? 0 }
  }
}

/** A change of a message is kept as well, apart from what one writes in its room. */
function draftKey(key: string, editing: Message | null): string {
  return editing === null ? key : `edit ${editing.id}`
}
