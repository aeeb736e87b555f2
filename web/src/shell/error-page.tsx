import type { Community } from '@parley/protocol/community.ts'
import type { ErrorCode } from '@parley/protocol/errors.ts'
import type { ComponentChildren } from 'preact'
import { shellTexts as texts } from '../texts/shell.ts'
import { Door } from './door.tsx'
import type { Theme } from './theme.ts'

type Props = {
  readonly community: Pick<Community, 'name' | 'description'>
  readonly theme: Theme
  readonly code: ErrorCode
  readonly status: number
  readonly message: string
  /** A text that somebody had typed, so that it is not lost. */
  readonly keptText?: string | null
}

/** What went wrong, in words, and where to go from here. */
export function ErrorPage({ community, theme, code, status, message, keptText = null }: Props) {
  return (
    <Door community={community} theme={theme} here="/" hasForm={false}>
      <h1>{titleOf(status)}</h1>
      <p class="lead">{code === 'page_not_found' ? texts.errors.notFoundWhy : message}</p>
      {keptText !== null && (
        <pre class="kept" dir="auto" tabIndex={0}>
          {keptText}
        </pre>
      )}
      <ToStart>{texts.errors.toStart}</ToStart>
    </Door>
  )
}

/** What the service worker shows where it has no app to show. */
export function OfflinePage({ community, theme }: Pick<Props, 'community' | 'theme'>) {
  return (
    <Door community={community} theme={theme} here="/" hasForm={false}>
      <h1>{texts.errors.offline}</h1>
      <p class="lead">{texts.errors.offlineWhy}</p>
      <ToStart>{texts.errors.tryAgain}</ToStart>
    </Door>
  )
}

function ToStart({ children }: { readonly children: ComponentChildren }) {
  return (
    <p class="else">
      <a class="button" href="/">
        {children}
      </a>
    </p>
  )
}

function titleOf(status: number): string {
  if (status === 404 || status === 410) return texts.errors.notFound
  if (status === 401 || status === 403) return texts.errors.forbidden
  if (status === 429) return texts.errors.tooFast
  return status === 503 ? texts.errors.busy : texts.errors.internal
}
