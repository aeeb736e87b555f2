import type { ComponentChildren } from 'preact'
import { shellTexts as texts } from '../texts/shell.ts'

type Props = {
  /** The one pane that a phone shows. */
  readonly pane: 'list' | 'room' | 'panel'
  readonly sidebar: ComponentChildren
  /** The pane beside the list: an element of class `pane`. */
  readonly children: ComponentChildren
  readonly panel?: ComponentChildren
  /** What a phone shows where it is not the room, whose own title is on it: whose list it is, or what the panel belongs to. */
  readonly phoneTitle?: string | null
  readonly skipTo?: 'messages' | 'content'
  /** Said to those who do not see it; the results of what one did. */
  readonly announcement?: string
}

/** Three panes side by side, one at a time on a phone. */
export function AppShell({
  pane,
  sidebar,
  children,
  panel,
  phoneTitle = null,
  skipTo = 'content',
  announcement = '',
}: Props) {
  // What a page is about is a landmark on a phone too, which shows but one of them: the list itself, or what is beside it.
  const isList = pane === 'list'
  const Beside = isList ? 'div' : 'main'
  const title = phoneTitle !== null && (
    <h1 class="heard phone-title">
      <bdi>{phoneTitle}</bdi>
    </h1>
  )
  return (
    <>
      <a class="skip" href={`#${skipTo}`}>
        {skipTo === 'messages' ? texts.skipToMessages : texts.skipToContent}
      </a>
      <div class="app">
        <div class="shell" data-pane={pane} role={isList ? 'main' : undefined}>
          {isList && title}
          {sidebar}
          <Beside class="beside-list">
            {children}
            {!isList && title}
            {panel}
          </Beside>
        </div>
      </div>
      <output class="heard">{announcement}</output>
    </>
  )
}
