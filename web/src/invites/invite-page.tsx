import type { Community } from '@parley/protocol/community.ts'
import { RegisterForm } from '../accounts/register-form.tsx'
import { Time } from '../parts/time.tsx'
import { Door } from '../shell/door.tsx'
import type { Theme } from '../shell/theme.ts'
import { doorTexts as texts } from '../texts/doors.ts'

type Props = {
  readonly community: Community
  readonly theme: Theme
  readonly token: string
  /** Null: it lets nobody in any more. */
  readonly invite: { readonly expiresAt: string | null } | null
  readonly guestName?: string | null
}

/** Where an invite leads. */
export function InvitePage({ community, theme, token, invite, guestName = null }: Props) {
  const here = `/i/${encodeURIComponent(token)}`
  if (invite === null)
    return (
      <Door community={community} theme={theme} here={here} hasForm={false}>
        <h1>{texts.invalidInvite}</h1>
        <p class="lead">{texts.invalidInviteWhy}</p>
        <p class="else">
          <a class="link" href="/">
            {texts.enterAsGuest}
          </a>
        </p>
      </Door>
    )
  return (
    <Door community={community} theme={theme} here={here}>
      <h1>{texts.invited(community.name)}</h1>
      <p class="lead">
        {texts.inviteLead}
        {invite.expiresAt !== null && (
          <>
            {' '}
            {texts.inviteUntil} <Time at={invite.expiresAt} as="date" />.
          </>
        )}
      </p>
      <RegisterForm then="/rooms" invite={token} displayName={guestName ?? undefined} />
      <p class="else">
        {texts.haveAccount}{' '}
        <a class="link" href="/log-in">
          {texts.logIn}
        </a>
      </p>
    </Door>
  )
}
