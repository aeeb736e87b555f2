import { AdminPage } from '@parley/web/admin/admin-page.tsx'
import { modelOf } from '@parley/web/client/app/app-model.ts'
import { AppView } from '@parley/web/client/app/app-view.tsx'
import { titleOf } from '@parley/web/client/title.ts'
import { parse } from '@parley/web/markdown/parse.ts'
import { ContactList } from '@parley/web/people/contact-list.tsx'
import { PersonPage } from '@parley/web/people/person-page.tsx'
import { personName } from '@parley/web/rooms/room-title.ts'
import { SettingsPage } from '@parley/web/settings/settings-page.tsx'
import { adminTexts } from '@parley/web/texts/admin.ts'
import { peopleTexts } from '@parley/web/texts/people.ts'
import { settingsTexts } from '@parley/web/texts/settings.ts'
import type { Community } from '@parley/protocol/community.ts'
import type { VNode } from 'preact'
import { showPage, themeOf } from './frame.tsx'
import { loadApp } from './load-app.ts'
import { ask, type PageContext } from './page-context.ts'
import { shownInvite } from './shown-invite.ts'

/** A page beside one's rooms. */
export async function showSheet(context: PageContext, title: string, main: VNode): Promise<Response> {
  const state = await loadApp(context, null)
  const model = { ...modelOf(state), pane: 'room' as const }
  return showPage(context, {
    title: titleOf(0, title, state.community.name),
    zone: state.me.timeZone,
    body: <AppView model={model} main={main} />,
  })
}

/** Everybody with an account. */
export async function peoplePage(context: PageContext): Promise<Response> {
  const { searchParams } = context.url
  const search = (searchParams.get('q') ?? '').slice(0, 100)
  const after = searchParams.get('after')
  const page = await ask(context, 'user.list', {
    ...(search === '' ? {} : { search }),
    ...(after === null ? {} : { after }),
  })
  const { id, role } = context.visit.actor
  return showSheet(
    context,
    peopleTexts.people,
    <ContactList
      people={page.people.filter((person) => person.id !== id)}
      search={search}
      isOwner={role === 'owner'}
      nextHref={page.next === null ? null : `/people?${new URLSearchParams({ q: search, after: page.next })}`}
    />,
  )
}

/** One member's page. */
export async function personPage(context: PageContext): Promise<Response> {
  const person = await ask(context, 'user.show', { userName: context.param('userName') })
  const isMe = person.id === context.visit.actor.id
  return showSheet(context, personName(person), <PersonPage person={person} bio={parse(person.bio)} isMe={isMe} />)
}

const TIME_ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]

/** Oneself: profile, password, theme, sessions. */
export async function settingsPage(context: PageContext, community: Community): Promise<Response> {
  const { me } = await ask(context, 'session.show', {})
  const { sessions } = await ask(context, 'session.list', {})
  return showPage(context, {
    title: titleOf(0, settingsTexts.settings, community.name),
    zone: me.timeZone,
    body: (
      <SettingsPage
        me={me}
        communityName={community.name}
        sessions={sessions}
        theme={themeOf(context.headers)}
        timeZones={TIME_ZONES}
      />
    ),
  })
}

/** What the owner sees of the community. */
export async function adminPage(context: PageContext, community: Community): Promise<Response> {
  const [{ me }, { invites }, { users }, { guests }, { rooms }] = await Promise.all([
    ask(context, 'session.show', {}),
    ask(context, 'invite.list', {}),
    ask(context, 'user.list-all', {}),
    ask(context, 'guest.list', {}),
    ask(context, 'room.list-all', {}),
  ])
  const shown = invites.map((invite) => shownInvite(context, invite))
  return showPage(context, {
    title: titleOf(0, adminTexts.administration, community.name),
    zone: me.timeZone,
    body: <AdminPage community={community} invites={shown} users={users} guests={guests} rooms={rooms} ownId={me.id} />,
  })
}
