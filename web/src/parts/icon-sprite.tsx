import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { ICON_NAMES } from './icon-names.ts'
import { ICONS } from './icons.ts'

/** The shapes of all icons, once in each page: scripts carry only their names. */
export function IconSprite() {
  return <svg class="sprite" aria-hidden="true" dangerouslySetInnerHTML={{ __html: SHAPES }} />
}

/** They are a tenth of what a page draws and the same in each, so that they are drawn once. */
const SHAPES = drawShapes()

function drawShapes(): string {
  const drawn = renderToString(
    <svg>
      {ICON_NAMES.map((name) => (
        <symbol key={name} id={`icon-${name}`} viewBox="0 0 24 24">
          {ICONS[name].map(([element, attributes]) => h(element, attributes))}
        </symbol>
      ))}
    </svg>,
  )
  return drawn.slice(drawn.indexOf('>') + 1, drawn.lastIndexOf('<'))
}
