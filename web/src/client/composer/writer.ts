import { clientTexts as texts } from '../../texts/client.ts'
import { LIMITS } from '@parley/protocol/limits.ts'
import { quoteOf } from '@parley/protocol/answers.ts'
import type { Message, Quote } from '@parley/protocol/messages.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import { type Signal, signal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import type { ComposerHands, TextMark } from '../../messages/composer.tsx'
import type { App } from '../app/app.ts'
import { deleteSoon } from '../deletions/delete-soon.ts'
import type { Desk, Place } from './desk.ts'
import { type ComposerAct, composerAct, type ComposerHabits } from './keys.ts'
import { Shaping } from './shaping.ts'
import { LazySuggestions } from '../suggestions/suggesting.tsx'
import { isPlain } from '../../markdown/plain.ts'

/** The composer's text box: what is typed, sent, edited and kept. */
export class Writer implements ComposerHands {
  readonly #app: App
  readonly #desk: Desk
  readonly #goTo: (path: string) => Promise<void>
  readonly suggesting: LazySuggestions
  readonly preview: Signal<ComponentChildren> = signal(null)
  #draw: (text: string) => ComponentChildren = () => null
  #box: HTMLTextAreaElement | null = null
  readonly #shaping = new Shaping({ box: () => this.#box, changed: () => this.typed() })

  constructor(app: App, desk: Desk, goTo: (path: string) => Promise<void>) {
    this.#app = app
    this.#desk = desk
    this.#goTo = goTo
    this.suggesting = new LazySuggestions(app, (from, insert) => this.#shaping.shape({ from, insert }))
  }

  /** Takes over the text box that was just drawn; another one stands in every room and for every edit. */
  readonly attach = (box: HTMLTextAreaElement | null): void => {
    if (this.#box !== box) this.#close()
    this.#box = box
    const { watchers } = this.#app.drafts
    if (box === null) return void watchers.delete(this.#told)
    watchers.add(this.#told)
    this.#shaping.attached()
    const place = this.#desk.place()
    const { editing } = this.#desk.writing()
    // A box that the server drew is empty, and one may have typed into it before this ran.
    const draft = place === null ? '' : this.#app.drafts.read(draftKey(place.key, editing))
    if (draft !== '' && (box.value === '' || editing !== null)) box.value = draft
    if (editing !== null) this.focus()
    else void this.#restoreAnswer().catch(() => {})
  }

  /** The same draft was changed on another device. */
  readonly #told = (key: string, text: string): void => {
    const box = this.#box
    if (!box || key !== this.#desk.place()?.key || this.#desk.writing().editing !== null) return
    box.value = text
    this.#redraw()
  }

  #redraw(): void {
    if (this.preview.peek() !== null) this.preview.value = this.#draw(this.#text)
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
    this.#redraw()
    this.#shaping.typed(this.#text)
    if (this.#text.includes('@')) import('./questions.ts').catch(() => {})
    // What is typed is shown as it is meant once it is sent.
    if (!isPlain(this.#text)) import('../../markdown/parse.ts').catch(() => {})
    if (this.#text.trim() !== '' && !this.#text.startsWith('/')) this.#app.client.typing(place.roomId)
  }

  readonly keyed = (event: KeyboardEvent): void => {
    if (this.#box && this.suggesting.keyed(event, this.#box)) return
    const isLeaving = event.key === 'Escape' && !event.isComposing && this.preview.peek() !== null
    const act: ComposerAct = isLeaving ? { do: 'preview' } : composerAct(event, this.#text === '', this.#habits)
    if (act === null || !this.#shaping.means(act)) return
    event.preventDefault()
    // A key that is held says nothing twice.
    if (act.do === 'send') void (event.repeat || this.send())
    else if (act.do === 'preview') this.togglePreview()
    else if (act.do === 'edit-last') this.#editLast()
    else this.#shaping.shape(act.do === 'mark' ? act.mark : act.do)
  }

  readonly left = (): void => this.suggesting.close(this.#box)

  readonly submitted = (event: SubmitEvent): void => {
    event.preventDefault()
    void this.send()
    // The button took the focus; on touch the keyboard would go with it.
    this.#box?.focus()
  }

  readonly pasted = (event: ClipboardEvent): void => this.#shaping.pasted(event)

  readonly mark = (mark: TextMark): void => this.#shaping.shape(mark)

  readonly toggleFormat = (): void => this.#shaping.toggleToolbar()

  /** Shows above the text how it will look, or no longer. */
  readonly togglePreview = (): void => {
    const box = this.#box
    box?.focus()
    if (this.preview.peek() !== null) this.preview.value = null
    else
      import('./preview.tsx')
        .then(async ({ beginPreview }) => {
          this.#draw = await beginPreview(this.#app, this.#desk)
          if (this.#box === box) this.preview.value = this.#draw(this.#text)
        })
        .catch(() => this.#desk.write({ problem: texts.unreachable }))
  }

  /** Opens the choice of all emoji; what is picked is typed. */
  readonly chooseEmoji = (near: Element | null): void => {
    const onPick = (insert: string) => this.#shaping.shape({ insert })
    this.#app.patch({ dialog: { kind: 'emoji', near, onPick } })
  }

  /** Asks when what is typed is to be sent. */
  readonly schedule = (): void => {
    void import('../later/ask.ts').then(({ scheduleTyped }) =>
      scheduleTyped(this.#app, this.#desk, this.#text, (key) => {
        this.#clear(key)
        this.#answer(null)
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
    this.#answer(quoteOf(message))
    requestAnimationFrame(() => this.focus())
  }

  readonly cancelReply = (): void => {
    this.#answer(null)
    this.focus()
  }

  /** What the next message answers is kept with the draft. */
  #answer(answering: Quote | null): void {
    const place = this.#desk.place()
    if (place === null) return
    this.#app.drafts.write(answerKey(place.key), answering?.id ?? '')
    this.#desk.write({ editing: null, answering })
  }

  async #restoreAnswer(): Promise<void> {
    const kept = this.#app.drafts.read(answerKey(this.#desk.place()?.key ?? ''))
    if (kept !== '') await (await import('./answering.ts')).restoreAnswer(this.#app, this.#desk, kept)
  }

  /** Sends what is typed. What cannot be sent stays, with the reason. */
  async send(): Promise<void> {
    const place = this.#desk.place()
    const { editing } = this.#desk.writing()
    const text = this.#text
    if (place === null || (text.trim() === '' && editing === null)) return
    if ([...text].length > LIMITS.bodyLength) return this.#refuse(text, texts.tooLong(LIMITS.bodyLength))
    const question = text.includes('@') || editing !== null ? await this.#questionAbout(place, text) : null
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
  async #questionAbout(place: Place, text: string): Promise<string | null> {
    try {
      const { questionBefore } = await import('./questions.ts')
      return await questionBefore(this.#app, this.#desk, place, text)
    } catch {
      return null
    }
  }

  async #say({ key, roomId }: Place, text: string): Promise<void> {
    const answer = this.#desk.writing().answering
    this.#clear(key)
    const body = text.trimStart().startsWith('/') ? await this.#carryOut(roomId, text) : text.trim()
    if (body === null) return
    this.#answer(null)
    try {
      await this.#desk.say(body, answer?.id ?? null)
    } catch (error) {
      this.#answer(answer)
      throw error
    }
  }

  /** Does what a command says; answers what is left to be said. */
  async #carryOut(roomId: string, text: string): Promise<string | null> {
    try {
      const { carryOut } = await import('./slash-runner.ts')
      const carried = await carryOut({ app: this.#app, desk: this.#desk, roomId, goTo: this.#goTo }, text)
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
    this.#close()
    this.#app.drafts.write(key, '')
    this.#desk.write({ problem: null })
  }

  /** What is shown above the text goes with it. */
  #close(): void {
    this.suggesting.close(this.#box)
    this.preview.value = null
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

  get #habits(): ComposerHabits {
    const isTouch = matchMedia('(pointer: coarse)').matches
    return { isTouch, sendsWith: this.#app.user?.me.sendsWith ?? 'enter' }
  }

  get #text(): string {
    return this.#box?.value ?? ''
  }
}

/** A change of a message is kept as well, apart from what one writes in its room. */
function draftKey(key: string, editing: Message | null): string {
  return editing === null ? key : `edit ${editing.id}`
}

function answerKey(key: string): string {
  return `answer ${key}`
}
