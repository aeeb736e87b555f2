import { h } from 'preact'
import { ICON_NAMES } from './icon-names.ts'
import { ICONS } from './icons.ts'

/** The shapes of all icons, once in each page: scripts carry only their names. */
export function IconSprite() {
  return (
    <svg class="sprite" aria-hidden="true">
      {ICON_NAMES.map((name) => (
        <symbol key={name} id={`icon-${name}`} viewBox="0 0 24 24">
          {ICONS[name].map(([element, attributes]) => h(element, attributes))}
        </symbol>
      ))}
    </svg>
  )
}
