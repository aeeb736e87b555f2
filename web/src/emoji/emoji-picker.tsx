import type { Ref } from 'preact'
import { type Signal, useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import { Icon } from '../parts/icon.tsx'
import { emojiTexts as texts } from '../texts/emoji.ts'
import { shellTexts } from '../texts/shell.ts'
import { EmojiGrid } from './emoji-grid.tsx'
import { type Emoji, type EmojiGroup, emojiName, type Tone, TONES, withTone } from './read-emoji.ts'

type Props = {
  readonly groups: readonly EmojiGroup[]
  readonly recent: readonly Emoji[]
  readonly tone: Tone
  readonly find: (query: string) => readonly Emoji[]
  readonly onTone: (tone: Tone) => void
  readonly onPick: (emoji: Emoji) => void
  readonly onClose: () => void
  readonly dialogRef?: Ref<HTMLDialogElement> | undefined
  readonly place?: Record<string, string>
}

const RECENT = ''
const HAND: Emoji = { emoji: '✋', names: ['hand'], hasTones: true }

/** Every emoji: by category, by name, and those that one uses most. */
export function EmojiPicker(props: Props) {
  const { groups, recent, tone, find, onPick, onClose } = props
  const query = useSignal('')
  const shown = useSignal(recent.length > 0 ? RECENT : (groups[0]?.name ?? ''))
  const looked = useSignal<Emoji | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const isSearch = query.value.trim() !== ''
  const emoji = isSearch ? find(query.value) : shownIn(props, shown.value)
  return (
    <dialog
      class="emoji-picker"
      aria-label={texts.choose}
      ref={props.dialogRef ?? null}
      onClose={onClose}
      style={props.place}
      {...{ closedby: 'any' }}
    >
      <SearchField query={query} fieldRef={field} onFirst={() => emoji[0] && onPick(emoji[0])} onClose={onClose} />
      <Categories {...props} shown={isSearch ? null : shown.value} onShow={(name) => show(name, query, shown)} />
      <p class="heard" role="status">
        {isSearch && texts.count(emoji.length)}
      </p>
      {emoji.length === 0 ? (
        <p class="emoji-none">{texts.none}</p>
      ) : (
        <EmojiGrid
          label={isSearch ? texts.found : labelOf(shown.value)}
          emoji={emoji}
          tone={tone}
          onPick={onPick}
          onLook={(one) => (looked.value = one)}
          onLeave={() => field.current?.focus()}
        />
      )}
      <footer class="emoji-foot">
        <Looked looked={looked} />
        <Tones tone={tone} onTone={props.onTone} />
      </footer>
    </dialog>
  )
}

type FieldProps = {
  readonly query: Signal<string>
  readonly fieldRef: Ref<HTMLInputElement>
  /** Enter takes the first that was found. */
  readonly onFirst: () => void
  readonly onClose: () => void
}

function SearchField({ query, fieldRef, onFirst, onClose }: FieldProps) {
  return (
    <div class="emoji-search">
      <Icon name="search" />
      <input
        ref={fieldRef}
        type="text"
        aria-label={texts.search}
        placeholder={texts.search}
        autocomplete="off"
        value={query.value}
        onInput={(event) => (query.value = event.currentTarget.value)}
        onKeyDown={(event) => fieldKeyed(event, onFirst)}
      />
      <button class="tool" type="button" aria-label={shellTexts.close} onClick={onClose}>
        <Icon name="x" />
      </button>
    </div>
  )
}

function show(name: string, query: Signal<string>, shown: Signal<string>): void {
  query.value = ''
  shown.value = name
}

function shownIn({ groups, recent }: Pick<Props, 'groups' | 'recent'>, name: string): readonly Emoji[] {
  return name === RECENT ? recent : (groups.find((group) => group.name === name)?.emoji ?? [])
}

function labelOf(name: string): string {
  const groups: Record<string, string> = texts.groups
  return name === RECENT ? texts.recent : (groups[name] ?? name)
}

function fieldKeyed(event: KeyboardEvent, pickFirst: () => void): void {
  if (event.isComposing) return
  if (event.key === 'Enter') pickFirst()
  else if (event.key === 'ArrowDown') {
    const dialog = event.target instanceof Element ? event.target.closest('dialog') : null
    dialog?.querySelector<HTMLElement>('[role="gridcell"][tabindex="0"]')?.focus()
  } else return
  event.preventDefault()
}

type CategoryProps = Pick<Props, 'groups' | 'recent'> & {
  readonly shown: string | null
  readonly onShow: (name: string) => void
}

function Categories({ groups, recent, shown, onShow }: CategoryProps) {
  return (
    <div class="emoji-groups" role="group" aria-label={texts.categories}>
      {recent.length > 0 && (
        <Category name={RECENT} isShown={shown === RECENT} onShow={onShow}>
          <Icon name="clock" />
        </Category>
      )}
      {groups.map(({ name, emoji }) => (
        <Category key={name} name={name} isShown={shown === name} onShow={onShow}>
          <span class="emoji">{emoji[0]?.emoji}</span>
        </Category>
      ))}
    </div>
  )
}

type OneProps = {
  readonly name: string
  readonly isShown: boolean
  readonly onShow: (name: string) => void
  readonly children: preact.ComponentChildren
}

function Category({ name, isShown, onShow, children }: OneProps) {
  const label = labelOf(name)
  return (
    <button
      class="tool"
      type="button"
      aria-label={label}
      title={label}
      aria-pressed={isShown}
      onClick={() => onShow(name)}
    >
      {children}
    </button>
  )
}

/** The name of what one is on: alone in what it draws, so that the grid stays as it is. */
function Looked({ looked }: { readonly looked: Signal<Emoji | null> }) {
  const emoji = looked.value
  return (
    <p class="emoji-name" aria-hidden="true">
      {emoji !== null && emojiName(emoji)}
    </p>
  )
}

function Tones({ tone, onTone }: Pick<Props, 'tone' | 'onTone'>) {
  return (
    <fieldset class="emoji-tones">
      <legend class="heard">{texts.tone}</legend>
      {TONES.map((one) => (
        <label key={one} title={texts.tones[one]}>
          <input
            type="radio"
            name="tone"
            value={one}
            aria-label={texts.tones[one]}
            checked={one === tone}
            onChange={() => onTone(one)}
          />
          <span class="emoji" aria-hidden="true">
            {withTone(HAND, one)}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
