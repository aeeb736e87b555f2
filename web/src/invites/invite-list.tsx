import type { Invite } from '@parley/protocol/invites.ts'
import { CommandForm } from '../forms/command-form.tsx'
import { useClock } from '../parts/clock.tsx'
import { Icon } from '../parts/icon.tsx'
import { QrCode } from '../parts/qr-code.tsx'
import type { QrPath } from '../parts/qr-path.ts'
import { Time } from '../parts/time.tsx'
import { Group } from '../shell/sheet.tsx'
import { adminTexts as texts } from '../texts/admin.ts'
import { inviteTexts } from '../texts/invites.ts'
import { InviteLink } from './invite-link.tsx'

/** An invite with its whole link, drawn as a QR code too. */
export type ShownInvite = { readonly invite: Invite; readonly url: string; readonly code: QrPath }

type Props = { readonly invites: readonly ShownInvite[]; readonly onCopy?: ((text: string) => void) | undefined }

/** The invites, and how to make one. */
export function InviteList({ invites, onCopy }: Props) {
  return (
    <Group id="invites" title={texts.invites} lead={texts.invitesLead}>
      <MakeInvite />
      {invites.length === 0 && <p class="empty">{texts.noInvites}</p>}
      <ul class="invites">
        {invites.map((shown) => (
          <InviteView key={shown.invite.id} shown={shown} onCopy={onCopy} />
        ))}
      </ul>
    </Group>
  )
}

const USES = [1, 10, 50, 100] as const
const DAYS = [1, 7, 30] as const

function MakeInvite() {
  return (
    <CommandForm command="invite.create" class="make-invite" then="/admin#invites" label={texts.makeInvite}>
      <Limit name="maxUses" label={texts.maxUses} values={USES} chosen={10} />
      <Limit name="days" label={texts.days} values={DAYS} chosen={7} />
      <button class="button primary" type="submit">
        {texts.makeInvite}
      </button>
    </CommandForm>
  )
}

type LimitProps = {
  readonly name: string
  readonly label: string
  readonly values: readonly number[]
  readonly chosen: number
}

function Limit({ name, label, values, chosen }: LimitProps) {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <select class="input" id={name} name={name}>
        {values.map((value) => (
          <option key={value} value={String(value)} selected={value === chosen}>
            {value}
          </option>
        ))}
        <option value="">{texts.noLimit}</option>
      </select>
    </div>
  )
}

function InviteView({ shown, onCopy }: { readonly shown: ShownInvite; readonly onCopy: Props['onCopy'] }) {
  const { invite, url, code } = shown
  const over = useOver(invite)
  return (
    <li class="invite-entry">
      <p class="hint">
        {texts.used(invite.uses, invite.maxUses)} ·{' '}
        {over ??
          (invite.expiresAt === null ? (
            texts.noEnd
          ) : (
            <>
              {texts.until} <Time at={invite.expiresAt} as="date" />
            </>
          ))}
      </p>
      {over === null && (
        <>
          <InviteLink url={url} onCopy={onCopy} />
          <div class="invite-more">
            <details class="show-qr">
              <summary class="text-button">{texts.qr}</summary>
              <QrCode code={code} label={inviteTexts.qrLabel} />
            </details>
            <CommandForm command="invite.revoke" then="/admin#invites" of={{ name: 'inviteId', value: invite.id }}>
              <button class="text-button danger" type="submit">
                <Icon name="x" class="heard" />
                {texts.withdraw}
              </button>
            </CommandForm>
          </div>
        </>
      )}
    </li>
  )
}

/** Why an invite lets nobody in any more; null: it does. */
function useOver(invite: Invite): string | null {
  const { now } = useClock()
  if (invite.isRevoked) return texts.withdrawn
  if (invite.maxUses !== null && invite.uses >= invite.maxUses) return texts.usedUp
  return invite.expiresAt !== null && Date.parse(invite.expiresAt) < now ? texts.expired : null
}
