import type { Session } from '@parley/protocol/sessions.ts'
import { CommandForm } from '../forms/command-form.tsx'
import type { IconName } from '../parts/icon-names.ts'
import { Icon } from '../parts/icon.tsx'
import { Time } from '../parts/time.tsx'
import { Group } from '../shell/sheet.tsx'
import { settingsTexts as texts } from '../texts/settings.ts'

/** Where one is logged in. */
export function SessionList({ sessions }: { readonly sessions: readonly Session[] }) {
  return (
    <Group id="sessions" title={texts.sessions} lead={texts.sessionsLead}>
      <ul>
        {sessions.map((session) => (
          <SessionView key={session.id} session={session} />
        ))}
      </ul>
    </Group>
  )
}

function SessionView({ session }: { readonly session: Session }) {
  return (
    <li class="session" id={`session-${session.id}`}>
      <Icon name={deviceIcon(session.device)} isLarge />
      <div>
        <b>{session.device}</b>
        <p>
          {session.isThis ? texts.activeNow : <Time at={session.lastSeenAt} as="moment" />} · {session.address} ·{' '}
          {texts.since} <Time at={session.createdAt} as="date" />
        </p>
      </div>
      {session.isThis ? (
        <span class="this">{texts.thisOne}</span>
      ) : (
        <CommandForm command="session.end" then="/settings" of={{ name: 'sessionId', value: session.id }}>
          <button class="text-button danger" type="submit" aria-label={texts.endName(session.device)}>
            {texts.end}
          </button>
        </CommandForm>
      )}
    </li>
  )
}

function deviceIcon(device: string): IconName {
  if (/iphone|android|ipad|mobile/iu.test(device)) return 'smartphone'
  return /mac|linux|fedora|ubuntu|chromeos/iu.test(device) ? 'laptop' : 'monitor'
}
