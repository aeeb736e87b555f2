import type { IconName } from './icon-names.ts'

type Props = {
  readonly name: IconName
  readonly isLarge?: boolean
  /** It points along the line, so that it turns where one reads from right to left. */
  readonly turns?: boolean
  readonly class?: string
}

/** An icon. The words for it stand beside it or on its button; its shapes stand once in the page. */
export function Icon({ name, isLarge, turns, class: extra }: Props) {
  const classes = ['icon', isLarge && 'large', turns && 'turns', extra].filter(Boolean).join(' ')
  return (
    <svg class={classes} aria-hidden="true">
      <use href={`#icon-${name}`} />
    </svg>
  )
}
