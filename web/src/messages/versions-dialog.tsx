import type { Message } from '@parley/protocol/messages.ts'
import type { QueryOutput } from '@parley/protocol/queries.ts'
import type { Ref } from 'preact'
import type { Block } from '../markdown/blocks.ts'
import { Markdown } from '../markdown/markdown.tsx'
import { Time } from '../parts/time.tsx'
import { SheetDialog } from '../shell/sheet-dialog.tsx'
import { versionTexts as texts } from '../texts/versions.ts'
import { MayFail } from './may-fail.tsx'

/** One thing that a message said before, and when it began to say so. */
export type Version = QueryOutput<'message.versions'>['versions'][number]

type Props = {
  readonly message: Message
  /** The latest first; null while they are on their way. */
  readonly versions: readonly Version[] | null
  readonly problem: string | null
  readonly blocksOf: (body: string) => readonly Block[]
  readonly onMore?: (() => void) | undefined
  readonly onClose: () => void
  readonly dialogRef?: Ref<HTMLDialogElement> | undefined
}

/** What a message says, and what it said before, the latest first. */
export function VersionsDialog(props: Props) {
  const { message, versions, problem, blocksOf, onMore, onClose } = props
  return (
    <SheetDialog id="versions" title={texts.title} look="versions" dialogRef={props.dialogRef} onClose={onClose}>
      <ol class="versions-list">
        <li>
          <p class="when">{texts.now}</p>
          <MayFail of={message}>{() => <Markdown blocks={blocksOf(message.body)} />}</MayFail>
        </li>
        {versions?.map(({ version, body, at }) => (
          <li key={version}>
            <p class="when">
              <Time at={at} as="moment" />
            </p>
            <MayFail of={body}>{() => <Markdown blocks={blocksOf(body)} />}</MayFail>
          </li>
        ))}
      </ol>
      <p class="hint" role="status">
        {problem ?? (versions === null ? texts.loading : versions.length === 0 && texts.none)}
      </p>
      {onMore && (
        <button class="text-button" type="button" onClick={onMore}>
          {texts.more}
        </button>
      )}
    </SheetDialog>
  )
}
