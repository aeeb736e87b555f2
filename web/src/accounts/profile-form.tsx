import type { Me } from '@parley/protocol/accounts.ts'
import { LIMITS } from '@parley/protocol/limits.ts'
import { CommandForm } from '../forms/command-form.tsx'
import { Area, Field } from '../forms/field.tsx'
import { Avatar } from '../parts/avatar.tsx'
import { personName } from '../rooms/room-title.ts'
import { SheetHead } from '../shell/sheet.tsx'
import { settingsTexts as texts } from '../texts/settings.ts'

type Props = { readonly me: Me; readonly timeZones: readonly string[]; readonly backHref: string }

/** What others see of oneself. */
export function ProfileForm({ me, timeZones, backHref }: Props) {
  return (
    <CommandForm command="profile.edit" class="group" id="profile" then="/settings" label={texts.profile}>
      <SheetHead title={texts.profile} back={backHref} />
      <div class="setting">
        <span class="label">{texts.picture}</span>
        <div class="value beside">
          <Avatar name={personName(me)} size="huge" />
          <p class="hint">{texts.pictureHint}</p>
        </div>
      </div>
      <Field
        name="displayName"
        label={texts.displayName}
        value={me.displayName}
        look="setting"
        input={{ autocomplete: 'name', required: true, maxLength: LIMITS.displayNameLength, dir: 'auto' }}
      />
      <UserName name={me.userName ?? ''} />
      <Area name="bio" label={texts.about} value={me.bio} look="setting" area={{ maxLength: LIMITS.bioLength }} />
      <TimeZone zones={timeZones} zone={me.timeZone} />
      <div class="actions">
        <button class="button primary" type="submit">
          {texts.save}
        </button>
      </div>
    </CommandForm>
  )
}

function TimeZone({ zones, zone }: { readonly zones: readonly string[]; readonly zone: string }) {
  const known = zones.includes(zone) ? zones : [zone, ...zones]
  return (
    <div class="setting">
      <label for="timeZone">{texts.timeZone}</label>
      <div class="value">
        <select class="input" id="timeZone" name="timeZone" aria-describedby="timeZone-hint">
          {known.map((name) => (
            <option key={name} value={name} selected={name === zone}>
              {name.replaceAll('_', ' ')}
            </option>
          ))}
        </select>
        <p class="hint" id="timeZone-hint">
          {texts.timeZoneHint}
        </p>
      </div>
    </div>
  )
}

function UserName({ name }: { readonly name: string }) {
  return (
    <div class="setting">
      <span class="label">{texts.userName}</span>
      <div class="value fixed">
        <p>
          <bdi>@{name}</bdi>
        </p>
        <p class="hint">{texts.userNameFixed}</p>
      </div>
    </div>
  )
}
