import type { Presence } from '@parley/protocol/presence.ts'
import { hueOf, initialsOf } from './name-sign.ts'

type Props = {
  readonly name: string
  readonly size?: 'tiny' | 'small' | 'huge'
  readonly presence?: Presence | undefined
  /** What stands in it instead of initials, as the number of people. */
  readonly sign?: string
}

/** Initials on the colour of a name. The name itself stands beside it. */
export function Avatar({ name, size, presence, sign }: Props) {
  const isSmall = size === 'tiny' || size === 'small'
  return (
    <span class={size === undefined ? 'avatar' : `avatar ${size}`} data-hue={hueOf(name)} aria-hidden="true">
      {sign ?? initialsOf(name, isSmall ? 1 : 2)}
      {presence !== undefined && presence !== 'offline' && <span class="presence" data-state={presence} />}
    </span>
  )
}
