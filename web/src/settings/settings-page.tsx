import type { Me } from '@parley/protocol/accounts.ts'
import type { Session } from '@parley/protocol/sessions.ts'
import { ProfileForm } from '../accounts/profile-form.tsx'
import { PasswordForm } from '../accounts/password-form.tsx'
import { CommandForm } from '../forms/command-form.tsx'
import { SessionList } from '../sessions/session-list.tsx'
import { AppShell } from '../shell/app-shell.tsx'
import { Group, SheetHead } from '../shell/sheet.tsx'
import type { Theme } from '../shell/theme.ts'
import { StatusForm } from '../people/status-form.tsx'
import { presenceTexts } from '../texts/presence.ts'
import { adminTexts } from '../texts/admin.ts'
import { settingsTexts as texts } from '../texts/settings.ts'
import { LanguageForm } from './language-form.tsx'
import { SettingsSidebar } from './settings-sidebar.tsx'
import { ThemeForm } from './theme-form.tsx'
import { WritingForm } from './writing-form.tsx'

type Props = {
  readonly me: Me
  readonly communityName: string
  readonly sessions: readonly Session[]
  readonly theme: Theme
  /** The zones that the server knows. */
  readonly timeZones: readonly string[]
  /** Where one came from. */
  readonly backHref?: string
}

/** Who one is here, how it looks, and where one is logged in. */
export function SettingsPage({ me, communityName, sessions, theme, timeZones, backHref = '/rooms' }: Props) {
  const isGuest = me.role === 'guest'
  return (
    <AppShell pane="room" sidebar={<Links me={me} communityName={communityName} backHref={backHref} />}>
      <div class="pane settings" id="content" tabIndex={-1} data-fresh={me.id}>
        <div class="sheet">
          {isGuest ? (
            <ForGuests backHref={backHref} />
          ) : (
            <ProfileForm me={me} timeZones={timeZones} backHref={backHref} />
          )}
          {!isGuest && (
            <Group id="status" title={presenceTexts.title} lead={presenceTexts.lead}>
              <StatusForm me={me} />
            </Group>
          )}
          <Group id="appearance" title={texts.appearance}>
            <ThemeForm theme={theme} />
            <LanguageForm chosen={isGuest ? null : me.language} />
          </Group>
          {!isGuest && (
            <Group id="writing" title={texts.writing} lead={texts.sendsWithHint}>
              <WritingForm me={me} />
            </Group>
          )}
          {!isGuest && (
            <Group id="password" title={texts.password} lead={texts.passwordLead}>
              <PasswordForm userName={me.userName ?? ''} />
            </Group>
          )}
          <SessionList sessions={sessions} />
          <Group id="log-out" title={texts.logOut} lead={texts.logOutWhy} action={<LogOut />}>
            {null}
          </Group>
        </div>
      </div>
    </AppShell>
  )
}

function Links({
  me,
  communityName,
  backHref,
}: {
  readonly me: Me
  readonly communityName: string
  readonly backHref: string
}) {
  const you = {
    id: 'you',
    title: texts.you,
    links: [
      { href: '#profile', icon: 'user', label: texts.profile, isCurrent: true },
      { href: '#appearance', icon: 'sun-moon', label: texts.appearance },
      ...(me.role === 'guest' ? [] : [{ href: '#writing', icon: 'pencil', label: texts.writing } as const]),
      {
        href: me.role === 'guest' ? '#sessions' : '#password',
        icon: 'key-round',
        label: me.role === 'guest' ? texts.sessions : texts.passwordAndSessions,
      },
      { href: '#log-out', icon: 'log-out', label: texts.logOut },
    ] as const,
  }
  const community = {
    id: 'community',
    title: communityName,
    links: [{ href: '/admin', icon: 'house', label: adminTexts.administration }] as const,
  }
  return (
    <SettingsSidebar
      title={texts.settings}
      backHref={backHref}
      sections={me.role === 'owner' ? [you, community] : [you]}
    />
  )
}

function ForGuests({ backHref }: { readonly backHref: string }) {
  return (
    <section class="group" id="profile">
      <SheetHead
        title={texts.guestProfile}
        lead={texts.guestProfileWhy}
        back={backHref}
        action={
          <a class="button primary" href="/register">
            {texts.createAccount}
          </a>
        }
      />
    </section>
  )
}

function LogOut() {
  return (
    <CommandForm command="session.log-out" then="/">
      <button class="button" type="submit">
        {texts.logOut}
      </button>
    </CommandForm>
  )
}
