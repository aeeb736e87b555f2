import { ParleyError } from '@parley/protocol/errors.ts'
import type { Message } from '@parley/protocol/messages.ts'
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { parse } from '../../markdown/parse.ts'
import { type Version, VersionsDialog } from '../../messages/versions-dialog.tsx'
import { versionTexts as texts } from '../../texts/versions.ts'
import type { App } from '../app/app.ts'
import { Modal } from '../app/modal.tsx'

type Props = { readonly app: App; readonly message: Message; readonly onClose: () => void }
type Read = {
  readonly versions: readonly Version[] | null
  readonly next: number | null
  readonly problem: string | null
}

/** Reads what a message said before, a page at a time. */
export function LiveVersions({ app, message, onClose }: Props) {
  const read = useSignal<Read>({ versions: null, next: null, problem: null })
  const load = async (before: number | null) => {
    const known = read.peek().versions ?? []
    try {
      const from = before === null ? {} : { before }
      const page = await app.client.query('message.versions', { messageId: message.id, ...from })
      read.value = { versions: [...known, ...page.versions], next: page.next, problem: null }
    } catch (error) {
      const isForbidden = error instanceof ParleyError && error.code === 'forbidden'
      read.value = { versions: known, next: null, problem: isForbidden ? texts.forbidden : texts.failed }
    }
  }
  useEffect(() => void load(null), [message.id, message.version])
  const { versions, next, problem } = read.value
  return (
    <Modal>
      {(ref) => (
        <VersionsDialog
          message={message}
          versions={versions}
          problem={problem}
          blocksOf={parse}
          onMore={next === null ? undefined : () => void load(next)}
          onClose={onClose}
          dialogRef={ref}
        />
      )}
    </Modal>
  )
}
