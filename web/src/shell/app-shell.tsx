import type { ComponentChildren } from 'preact'
import { shellTexts as texts } from '../texts/shell.ts'

type Props = {
  /** The one pane that a phone shows. */
  readonly pane: 'list' | 'room' | 'panel'
  readonly sidebar: ComponentChildren
  /** The main pane: an element of class `pane`. */
  readonly children: ComponentChildren
  readonly panel?: ComponentChildren
  readonly skipTo?: 'messages' | 'content'
  /** Said to those who do not see it; the results of what one did. */
  readonly announcement?: string
}

/** Three panes side by side, one at a time on a phone. */
export function AppShell({ pane, sidebar, children, panel, skipTo = 'content', announcement = '' }: Props) {
  return (
    <>
      <a class="skip" href={`#${skipTo}`}>
        {skipTo === 'messages' ? texts.skipToMessages : texts.skipToContent}
      </a>
      <div class="app">
        <div class="shell" data-pane={pane}>
          {sidebar}
          {children}
          {panel}
        </div>
      </div>
      <output class="heard">{announcement}</output>
    </>
  )
}
