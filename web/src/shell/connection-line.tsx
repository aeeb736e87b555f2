import { shellTexts as texts } from '../texts/shell.ts'

/** What is the matter with the connection, where people should know. */
export type ConnectionTrouble = 'reconnecting' | 'offline' | 'new-version' | null

type Props = { readonly trouble: Exclude<ConnectionTrouble, null>; readonly onReload?: (() => void) | undefined }

/** A quiet line in the place of the typing line: nothing moves, and one can go on writing. */
export function ConnectionLine({ trouble, onReload }: Props) {
  if (trouble !== 'new-version') return <>{trouble === 'offline' ? texts.offline : texts.reconnecting}</>
  return (
    <>
      {texts.newVersion}{' '}
      <button class="text-button" type="button" onClick={onReload}>
        {texts.reload}
      </button>
    </>
  )
}
