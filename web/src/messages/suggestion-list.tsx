import { Avatar } from '../parts/avatar.tsx'
import { suggestionTexts as texts } from '../texts/suggestions.ts'

/** One thing that may be meant: what is shown of it, and what is put into the text. */
export type Suggestion = {
  readonly id: string
  readonly sign: { readonly avatarOf: string } | { readonly text: string }
  readonly name: string
  /** What is typed after it. */
  readonly hint?: string
  readonly about: string
  readonly insert: string
}

type Props = {
  readonly suggestions: readonly Suggestion[]
  readonly chosen: number
  readonly onPick: (suggestion: Suggestion) => void
}

/** What may be meant by what is typed, above the composer. Focus and keys stay in its field. */
export function SuggestionList({ suggestions, chosen, onPick }: Props) {
  return (
    <div class="suggestions" id="suggestions" role="listbox" aria-label={texts.label}>
      {suggestions.map((suggestion, at) => (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- focus and keys stay in the field
        <div
          key={suggestion.id}
          class="suggestion"
          role="option"
          id={`suggestion-${at}`}
          aria-selected={at === chosen}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onPick(suggestion)}
        >
          <Sign sign={suggestion.sign} />
          <bdi class="name">{suggestion.name}</bdi>
          {suggestion.hint !== undefined && suggestion.hint !== '' && <span class="hint">{suggestion.hint}</span>}
          <span class="about">
            <bdi>{suggestion.about}</bdi>
          </span>
        </div>
      ))}
    </div>
  )
}

function Sign({ sign }: Pick<Suggestion, 'sign'>) {
  if ('avatarOf' in sign) return <Avatar name={sign.avatarOf} size="small" />
  return (
    <span class="suggestion-sign" aria-hidden="true">
      {sign.text}
    </span>
  )
}
