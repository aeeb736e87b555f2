import type { Community } from '@parley/protocol/community.ts'
import { LIMITS } from '@parley/protocol/limits.ts'
import { CommandForm } from '../forms/command-form.tsx'
import { Field } from '../forms/field.tsx'
import { Icon } from '../parts/icon.tsx'
import { LogInForm } from '../sessions/log-in-form.tsx'
import { Door } from '../shell/door.tsx'
import type { Theme } from '../shell/theme.ts'
import { doorTexts as texts } from '../texts/doors.ts'

/** A room that anyone may enter. */
export type OpenRoom = { readonly name: string; readonly description: string; readonly memberCount: number }

type Props = {
  readonly community: Community
  readonly theme: Theme
  readonly openRooms: readonly OpenRoom[]
  /** A room that a link named. */
  readonly roomName?: string
  /** The name of the guest who is back. */
  readonly guestName?: string
}

/** The front door: a guest's way in, and the members' beside it. */
export function Landing({ community, theme, openRooms, roomName, guestName }: Props) {
  return (
    <Door
      community={community}
      theme={theme}
      here="/"
      aside={<ForMembers isOpen={community.registration === 'open'} />}
    >
      <h1>{texts.enterTitle}</h1>
      <p class="lead">{texts.enterLead}</p>
      <EnterForm roomName={roomName} guestName={guestName} />
      {openRooms.length > 0 && <OpenRooms rooms={openRooms} />}
    </Door>
  )
}

type EnterProps = { readonly roomName: string | undefined; readonly guestName: string | undefined }

function EnterForm({ roomName, guestName }: EnterProps) {
  return (
    <CommandForm command="guest.enter" then="/r/{subject}" label={texts.enterTitle}>
      <Field
        name="roomName"
        label={texts.room}
        icon="hash"
        look="tall"
        value={roomName}
        input={{
          autocomplete: 'off',
          autocapitalize: 'none',
          spellcheck: false,
          required: true,
          maxLength: LIMITS.roomNameLength,
          dir: 'auto',
        }}
      />
      <Field
        name="displayName"
        label={texts.yourName}
        hint={texts.yourNameHint}
        look="tall"
        value={guestName}
        input={{ autocomplete: 'nickname', required: true, maxLength: LIMITS.displayNameLength, dir: 'auto' }}
      />
      <button class="button primary tall" type="submit">
        {texts.enter}
      </button>
    </CommandForm>
  )
}

function OpenRooms({ rooms }: { readonly rooms: readonly OpenRoom[] }) {
  return (
    <div class="open-rooms">
      <h2>{texts.openToGuests}</h2>
      <ul>
        {rooms.map((room) => (
          <li key={room.name}>
            <a href={`/?room=${encodeURIComponent(room.name)}`}>
              <Icon name="hash" />
              <b>
                <bdi>{room.name}</bdi>
              </b>
              <span dir="auto">{room.description}</span>
              <span class="digits">{texts.here(room.memberCount)}</span>
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}

function ForMembers({ isOpen }: { readonly isOpen: boolean }) {
  return (
    <div class="members">
      <section aria-labelledby="log-in-title">
        <h2 id="log-in-title">{texts.logIn}</h2>
        <LogInForm then="/rooms" />
      </section>
      <section aria-labelledby="register-title">
        <h2 id="register-title">{texts.registerTitle}</h2>
        <p>{isOpen ? texts.registerWhy : texts.registrationClosed}</p>
        {isOpen && (
          <a class="button" href="/register">
            {texts.createAccount}
          </a>
        )}
      </section>
    </div>
  )
}
