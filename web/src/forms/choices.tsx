import type { ComponentChildren } from 'preact'

type CheckProps = {
  readonly name: string
  readonly label: string
  readonly hint?: ComponentChildren
  readonly isChecked: boolean
  readonly id?: string
}

/** Yes or no, in words. */
export function Check({ name, label, hint, isChecked, id = name }: CheckProps) {
  return (
    <div class="check">
      <input
        type="checkbox"
        id={id}
        name={name}
        defaultChecked={isChecked}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
      />
      <label for={id}>{label}</label>
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}

type SegmentsProps = {
  readonly name: string
  readonly legend: string
  readonly value: string
  readonly choices: readonly { readonly value: string; readonly label: string }[]
  readonly look?: 'setting'
  readonly onChange?: ((value: string) => void) | undefined
}

/** One of a few, side by side. */
export function Segments({ name, legend, value, choices, look, onChange }: SegmentsProps) {
  const segments = (
    <div class="segments">
      {choices.map((choice) => (
        <label key={choice.value}>
          <input
            type="radio"
            name={name}
            value={choice.value}
            defaultChecked={choice.value === value}
            onChange={() => onChange?.(choice.value)}
          />
          {choice.label}
        </label>
      ))}
    </div>
  )
  return (
    <fieldset class={look === 'setting' ? 'setting' : 'field'}>
      <legend class="heard">{legend}</legend>
      <span class="label" aria-hidden="true">
        {legend}
      </span>
      {look === 'setting' ? <div class="value">{segments}</div> : segments}
    </fieldset>
  )
}
