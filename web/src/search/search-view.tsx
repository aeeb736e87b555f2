import type { QueryOutput } from '@parley/protocol/queries.ts'
import type { Person } from '@parley/protocol/users.ts'
import type { ComponentChildren, Ref } from 'preact'
import { Filled } from '../parts/filled.tsx'
import { Icon } from '../parts/icon.tsx'
import { shellTexts } from '../texts/shell.ts'
import { searchTexts as texts } from '../texts/search.ts'
import { leftOutOf } from './left-out.ts'
import { Results } from './results.tsx'
import { searchPath } from './search-path.ts'
import type { Suggestion } from './suggest.ts'

/** What a search found, page by page, and for which text. */
export type FoundPage = QueryOutput<'message.search'> & { readonly text: string }

type Props = {
  readonly text: string
  /** Null: nothing was asked for yet. */
  readonly page: FoundPage | null
  readonly people: Readonly<Record<string, Person>>
  readonly ownId: string
  readonly isBusy?: boolean
  readonly hasFailed?: boolean
  readonly suggestions: readonly Suggestion[]
  readonly fieldRef?: Ref<HTMLInputElement> | undefined
  readonly onInput?: ((event: InputEvent) => void) | undefined
  readonly onSubmit?: ((event: SubmitEvent) => void) | undefined
  readonly onKeyDown?: ((event: KeyboardEvent) => void) | undefined
  readonly onSuggestion?: ((event: MouseEvent, suggestion: Suggestion) => void) | undefined
  readonly onOlder?: ((event: MouseEvent) => void) | undefined
}

/** Messages by what they say: the field, ways to narrow the search, and what was found. */
export function SearchView(props: Props) {
  const { page } = props
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the arrows go from the field into the results
    <div class="pane search-page" id="content" tabIndex={-1} onKeyDown={props.onKeyDown}>
      <Bar {...props} />
      <div class="search-results" aria-busy={props.isBusy}>
        <Narrow {...props} />
        {props.hasFailed && (
          <p class="problem" role="alert">
            {texts.failed}
          </p>
        )}
        {page === null ? <Start /> : <Found {...props} page={page} />}
      </div>
      <output class="heard">{page === null || props.isBusy ? '' : heardOf(page)}</output>
    </div>
  )
}

function heardOf({ hits, next }: FoundPage): string {
  if (hits.length === 0) return texts.nothing
  return next === null ? texts.found(hits.length) : texts.foundFirst(hits.length)
}

function Bar({ text, fieldRef, onInput, onSubmit }: Props) {
  return (
    <header class="bar">
      <a class="tool back" href="/rooms" aria-label={shellTexts.backToRooms}>
        <Icon name="chevron-left" isLarge turns />
      </a>
      <h1 class="heard">{texts.searchMessages}</h1>
      <search>
        <form class="search-form" method="get" action="/search" onSubmit={onSubmit}>
          <label class="heard" for="search-text">
            {texts.searchMessages}
          </label>
          <span class="prefixed">
            <Icon name="search" />
            <input
              class="input"
              type="text"
              id="search-text"
              name="q"
              inputMode="search"
              enterKeyHint="search"
              autocomplete="off"
              spellcheck={false}
              dir="auto"
              maxLength={1_000}
              placeholder={texts.placeholder}
              defaultValue={text}
              ref={fieldRef ?? null}
              onInput={onInput}
            />
          </span>
          <button class="button" type="submit">
            {texts.go}
          </button>
        </form>
      </search>
    </header>
  )
}

function Narrow({ suggestions, onSuggestion }: Props) {
  if (suggestions.length === 0) return null
  return (
    <ul class="search-narrow" aria-label={texts.narrow}>
      {suggestions.map((suggestion) => (
        <li key={suggestion.label}>
          <a class="chip" href={searchPath(suggestion.text)} onClick={(event) => onSuggestion?.(event, suggestion)}>
            <bdi>{suggestion.label}</bdi>
          </a>
        </li>
      ))}
    </ul>
  )
}

function Start() {
  return (
    <div class="search-start">
      <h2>{texts.start}</h2>
      <p>{texts.startWhy}</p>
      <dl>
        {texts.tips.map(([text, finds]) => (
          <div key={text}>
            <dt>
              <a href={searchPath(text)}>
                <code>{text}</code>
              </a>
            </dt>
            <dd>{finds}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

function Found(props: Props & { readonly page: FoundPage }) {
  const { page, people, ownId, onOlder } = props
  return (
    <>
      {page.similar.length > 0 && (
        <Note>
          <Filled text={texts.similar} with={[<bdi key="0">{page.similar.join(', ')}</bdi>]} />
        </Note>
      )}
      <LeftOut text={page.text} />
      {page.isIncomplete && <Note>{texts.incomplete}</Note>}
      {page.hits.length === 0 && <Nothing hasMore={page.next !== null} />}
      <Results page={page} people={people} ownId={ownId} />
      {page.next !== null && (
        <p class="search-more">
          <a class="button" href={searchPath(page.text, page.next)} onClick={onOlder}>
            {texts.older}
          </a>
        </p>
      )}
    </>
  )
}

/** A search that narrows less than it says would mislead. */
function LeftOut({ text }: { readonly text: string }) {
  const parts = leftOutOf(text)
  if (parts.length === 0) return null
  return (
    <Note>
      <Filled text={texts.leftOut} with={[<bdi key="0">{parts.join(' ')}</bdi>]} />
    </Note>
  )
}

function Note({ children }: { readonly children: ComponentChildren }) {
  return <p class="search-note">{children}</p>
}

function Nothing({ hasMore }: { readonly hasMore: boolean }) {
  return (
    <div class="search-start">
      <h2>{texts.nothing}</h2>
      <p>{hasMore ? texts.nothingYet : texts.nothingFor}</p>
      {!hasMore && <p>{texts.nothingHint}</p>}
    </div>
  )
}
