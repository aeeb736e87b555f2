import type { ComponentChildren } from 'preact'
import type { Block } from '../markdown/blocks.ts'
import { Markdown } from '../markdown/markdown.tsx'
import { NamesContext } from '../mentions/names-context.ts'
import { messageTexts as texts } from '../texts/messages.ts'
import { MayFail } from './may-fail.tsx'

type Props = {
  /** Why there is nothing to see. */
  readonly note: string | null
  readonly blocks: readonly Block[]
  readonly origin: string
  readonly showName: (typed: string) => ComponentChildren
}

/** What one writes, as others will see it. */
export function MessagePreview({ note, blocks, origin, showName }: Props) {
  return (
    <section class="preview" aria-label={texts.preview} tabIndex={0}>
      {note === null ? (
        <NamesContext.Provider value={showName}>
          <MayFail of={blocks}>{() => <Markdown blocks={blocks} origin={origin} />}</MayFail>
        </NamesContext.Provider>
      ) : (
        <p class="preview-note">{note}</p>
      )}
    </section>
  )
}
