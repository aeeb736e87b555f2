import { Icon } from '../parts/icon.tsx'

type Props = {
  readonly action: string
  readonly label: string
  readonly button: string
  readonly value: string
  /** What is asked for beside it, by the name of its parameter. */
  readonly also?: string | undefined
}

/** Asks for a page with only what matches. */
export function SearchForm({ action, label, button, value, also }: Props) {
  return (
    <search>
      <form class="search" method="get" action={action}>
        {also !== undefined && <input type="hidden" name={also} value="" />}
        <label class="heard" for="q">
          {label}
        </label>
        <span class="prefixed">
          <Icon name="search" />
          <input
            class="input"
            type="search"
            id="q"
            name="q"
            defaultValue={value}
            placeholder={label}
            maxLength={100}
            dir="auto"
          />
        </span>
        <button class="button" type="submit">
          {button}
        </button>
      </form>
    </search>
  )
}
