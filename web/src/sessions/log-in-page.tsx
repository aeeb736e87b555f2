import type { Community } from '@parley/protocol/community.ts'
import { Door } from '../shell/door.tsx'
import type { Theme } from '../shell/theme.ts'
import { doorTexts as texts } from '../texts/doors.ts'
import { LogInForm } from './log-in-form.tsx'

type Props = {
  readonly community: Community
  readonly theme: Theme
  /** The page one came from. */
  readonly then: string
  /** Why one is here, as that the session ended. */
  readonly note?: string | null
}

/** Logs in, and leads back to where one came from. */
export function LogInPage({ community, theme, then, note = null }: Props) {
  const query = then === '/rooms' ? '' : `?then=${encodeURIComponent(then)}`
  return (
    <Door community={community} theme={theme} here={`/log-in${query}`}>
      <h1>{texts.logIn}</h1>
      {note !== null && <p class="lead">{note}</p>}
      <LogInForm then={then} isMain />
      <p class="else">{texts.forgot}</p>
      <p class="else">
        {texts.noAccount}{' '}
        <a class="link" href={community.registration === 'open' ? `/register${query}` : '/'}>
          {community.registration === 'open' ? texts.createAccount : texts.enterAsGuest}
        </a>
      </p>
    </Door>
  )
}
