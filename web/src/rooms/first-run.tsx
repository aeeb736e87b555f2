import { CommandForm } from '../forms/command-form.tsx'
import { InviteLink } from '../invites/invite-link.tsx'
import type { ShownInvite } from '../invites/invite-list.tsx'
import { Filled } from '../parts/filled.tsx'
import { Icon } from '../parts/icon.tsx'
import { QrCode } from '../parts/qr-code.tsx'
import { Time } from '../parts/time.tsx'
import { firstRunTexts as texts } from '../texts/first-run.ts'
import { inviteTexts } from '../texts/invites.ts'

type Props = {
  readonly communityName: string
  /** An invite that works; null: there is none yet. */
  readonly invite: ShownInvite | null
  readonly here: string
  readonly onCopy?: ((text: string) => void) | undefined
}

/** In an empty first room, for the owner: what to do next. */
export function FirstRun({ communityName, invite, here, onCopy }: Props) {
  return (
    <section class="first-run" aria-labelledby="welcome">
      <h2 id="welcome">{texts.isYours(communityName)}</h2>
      <p class="lead">{texts.lead}</p>
      <ol class="steps">
        <li id="invite">
          <div>
            <h3>{texts.invite}</h3>
            {invite === null ? <MakeInvite here={here} /> : <Invite shown={invite} onCopy={onCopy} />}
          </div>
          {invite !== null && <QrCode code={invite.code} label={inviteTexts.qrLabel} />}
        </li>
        <li>
          <div>
            <h3>{texts.rooms}</h3>
            <p>{texts.roomsWhy}</p>
            <div class="act">
              <a class="button" href="/rooms/new">
                <Icon name="plus" />
                {texts.addRoom}
              </a>
            </div>
          </div>
        </li>
        <li>
          <div>
            <h3>{texts.say}</h3>
            <p>{texts.sayWhy}</p>
          </div>
        </li>
      </ol>
    </section>
  )
}

function Invite({ shown, onCopy }: { readonly shown: ShownInvite; readonly onCopy: Props['onCopy'] }) {
  const { invite, url } = shown
  const times = texts.times(invite.maxUses)
  return (
    <>
      <p>
        {invite.expiresAt === null ? (
          <Filled text={texts.inviteWhyWithoutEnd} with={[times]} />
        ) : (
          <Filled text={texts.inviteWhy} with={[times, <Time at={invite.expiresAt} as="date" />]} />
        )}
      </p>
      <InviteLink url={url} onCopy={onCopy} isMain />
    </>
  )
}

function MakeInvite({ here }: { readonly here: string }) {
  return (
    <>
      <p>{texts.noInvite}</p>
      <CommandForm command="invite.create" class="act" then={here} hidden={{ maxUses: '10', days: '7' }}>
        <button class="button primary" type="submit">
          {texts.makeInvite}
        </button>
      </CommandForm>
    </>
  )
}
