import type { Community } from '@parley/protocol/community.ts'
import { LIMITS } from '@parley/protocol/limits.ts'
import { Check, Segments } from '../forms/choices.tsx'
import { CommandForm } from '../forms/command-form.tsx'
import { Field } from '../forms/field.tsx'
import { SheetHead } from '../shell/sheet.tsx'
import { adminTexts as texts } from '../texts/admin.ts'

/** The community's name and who may come in. */
export function CommunityForm({ community }: { readonly community: Community }) {
  return (
    <CommandForm
      command="community.edit"
      class="group"
      id="community"
      then="/admin"
      checks={['guestRooms']}
      label={texts.community}
    >
      <SheetHead title={texts.community} back="/rooms" />
      <Field
        name="name"
        id="community-name"
        label={texts.name}
        value={community.name}
        look="setting"
        input={{ required: true, maxLength: LIMITS.communityNameLength, autocomplete: 'off', dir: 'auto' }}
      />
      <Field
        name="description"
        id="community-description"
        label={texts.description}
        hint={texts.descriptionHint}
        value={community.description}
        look="setting"
        input={{ maxLength: LIMITS.descriptionLength, autocomplete: 'off', dir: 'auto' }}
      />
      <WhoMayComeIn community={community} />
      <WhoSeesEdits community={community} />
      <div class="actions">
        <button class="button primary" type="submit">
          {texts.save}
        </button>
      </div>
    </CommandForm>
  )
}

function WhoSeesEdits({ community }: { readonly community: Community }) {
  return (
    <Segments
      name="editHistory"
      legend={texts.editHistory}
      value={community.editHistory}
      look="setting"
      choices={[
        { value: 'room', label: texts.editHistoryRoom },
        { value: 'author', label: texts.editHistoryAuthor },
        { value: 'nobody', label: texts.editHistoryNobody },
      ]}
    />
  )
}

function WhoMayComeIn({ community }: { readonly community: Community }) {
  return (
    <>
      <Segments
        name="registration"
        legend={texts.registration}
        value={community.registration}
        look="setting"
        choices={[
          { value: 'open', label: texts.registrationOpen },
          { value: 'closed', label: texts.registrationClosed },
        ]}
      />
      <Check name="guestRooms" label={texts.guestRooms} hint={texts.guestRoomsHint} isChecked={community.guestRooms} />
    </>
  )
}
