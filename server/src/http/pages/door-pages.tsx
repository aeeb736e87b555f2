import type { Community } from '@parley/protocol/community.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import { RegisterPage } from '@parley/web/accounts/register-page.tsx'
import { SetUpPage } from '@parley/web/community/set-up-page.tsx'
import { Landing } from '@parley/web/guests/landing.tsx'
import { InvitePage } from '@parley/web/invites/invite-page.tsx'
import { LogInPage } from '@parley/web/sessions/log-in-page.tsx'
import { doorTexts } from '@parley/web/texts/doors.ts'
import { isLocalAddress } from '../addresses.ts'
import { showPage, themeOf } from './frame.tsx'
import { thenOf } from './gate.ts'
import { ask, type PageContext } from './page-context.ts'
import { redirectTo } from './respond.ts'

/** The first page: whoever is in goes on to his rooms. */
export async function landingPage(context: PageContext, community: Community): Promise<Response> {
  const { actor } = context.visit
  if (actor.role !== 'nobody' && context.problem === null) return redirectTo(await lastRoom(context))
  const { rooms } = await ask(context, 'room.list-open', {})
  const roomName = context.url.searchParams.get('room') ?? ''
  return showPage(context, {
    title: community.name,
    body: (
      <Landing
        community={community}
        theme={themeOf(context.headers)}
        openRooms={rooms}
        {...(roomName === '' ? {} : { roomName })}
      />
    ),
  })
}

/** The room in which something happened last. */
async function lastRoom(context: PageContext): Promise<string> {
  const { entries } = await ask(context, 'room.list', {})
  const last = entries.find(({ room, membership }) => room.lastMessageSeq > (membership?.hiddenSeq ?? -1))
  return last === undefined ? '/rooms' : `/r/${last.room.id}`
}

/** The first run: whoever has the set-up code becomes the owner. */
export async function setUpPage(context: PageContext): Promise<Response> {
  const code = context.url.searchParams.get('code') ?? ''
  return showPage(context, {
    title: doorTexts.setUpTitle,
    body: (
      <SetUpPage
        theme={themeOf(context.headers)}
        guestRooms={isLocalAddress(context.visit.client.address)}
        {...(code === '' ? {} : { code })}
      />
    ),
  })
}

/** Logs in, and leads back to where one came from. */
export async function logInPage(context: PageContext, community: Community): Promise<Response> {
  return showPage(context, {
    title: `${doorTexts.logIn} · ${community.name}`,
    body: <LogInPage community={community} theme={themeOf(context.headers)} then={thenOf(context.url)} />,
  })
}

/** Makes an account; a guest keeps what he said. */
export async function registerPage(context: PageContext, community: Community): Promise<Response> {
  return showPage(context, {
    title: `${doorTexts.registerTitle} · ${community.name}`,
    body: (
      <RegisterPage
        community={community}
        theme={themeOf(context.headers)}
        then={thenOf(context.url)}
        guestName={await guestName(context)}
      />
    ),
  })
}

/** Makes an account with an invite, even where registration is closed. */
export async function invitePage(context: PageContext, community: Community): Promise<Response> {
  const token = context.param('token')
  const invite = await ask(context, 'invite.show', { token }).catch((error: unknown) => {
    if (error instanceof ParleyError && (error.code === 'invite_not_found' || error.code === 'bad_input')) return null
    throw error
  })
  return showPage(context, {
    title: community.name,
    status: invite === null ? 404 : 200,
    body: (
      <InvitePage
        community={community}
        theme={themeOf(context.headers)}
        token={token}
        invite={invite}
        guestName={await guestName(context)}
      />
    ),
  })
}

async function guestName(context: PageContext): Promise<string | null> {
  if (context.visit.actor.role !== 'guest') return null
  const { me } = await ask(context, 'session.show', {})
  return me.displayName
}
