import type { Community } from '@parley/protocol/community.ts'
import { Door } from '../shell/door.tsx'
import type { Theme } from '../shell/theme.ts'
import { doorTexts as texts } from '../texts/doors.ts'
import { RegisterForm } from './register-form.tsx'

type Props = {
  readonly community: Community
  readonly theme: Theme
  readonly then: string
  /** The name of the guest who becomes a member. */
  readonly guestName?: string | null
}

/** Makes an account; a guest keeps what he said. */
export function RegisterPage({ community, theme, then, guestName = null }: Props) {
  const isOpen = community.registration === 'open'
  return (
    <Door community={community} theme={theme} here="/register" hasForm={isOpen}>
      <h1>{texts.registerTitle}</h1>
      <p class="lead">
        {isOpen
          ? guestName === null
            ? texts.registerLead(community.name)
            : texts.guestLead
          : texts.registrationClosed}
      </p>
      {isOpen && <RegisterForm then={then} displayName={guestName ?? undefined} />}
      <p class="else">
        {texts.haveAccount}{' '}
        <a class="link" href={`/log-in?then=${encodeURIComponent(then)}`}>
          {texts.logIn}
        </a>
      </p>
    </Door>
  )
}
