import type { GuestDetails } from '@parley/protocol/guests.ts'
import { CommandForm } from '../forms/command-form.tsx'
import { Avatar } from '../parts/avatar.tsx'
import { Time } from '../parts/time.tsx'
import { Group } from '../shell/sheet.tsx'
import { adminTexts as texts } from '../texts/admin.ts'

/** The guests who are not forgotten, for the owner. */
export function GuestTable({ guests }: { readonly guests: readonly GuestDetails[] }) {
  return (
    <Group id="guests" title={texts.guests} lead={texts.guestsLead}>
      {guests.length === 0 && <p class="empty">{texts.noGuests}</p>}
      <ul class="entries">
        {guests.map((guest) => (
          <li key={guest.id} class="entry two-lines">
            <Avatar name={guest.displayName} size="small" />
            <div class="lines">
              <b>
                <bdi>{guest.displayName}</bdi>
              </b>
              <p>
                <bdi>{guest.rooms.map((name) => `#${name}`).join(', ')}</bdi> · {texts.seen}{' '}
                <Time at={guest.lastSeenAt} as="moment" />
              </p>
            </div>
            <CommandForm command="guest.end" then="/admin#guests" of={{ name: 'guestId', value: guest.id }}>
              <button class="text-button danger" type="submit" aria-label={texts.of(texts.endGuest, guest.displayName)}>
                {texts.endGuest}
              </button>
            </CommandForm>
          </li>
        ))}
      </ul>
    </Group>
  )
}
