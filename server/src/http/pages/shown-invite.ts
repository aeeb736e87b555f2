import type { Invite } from '@parley/protocol/invites.ts'
import type { ShownInvite } from '@parley/web/invites/invite-list.tsx'
import { qrPathOf } from '@parley/web/parts/qr-path.ts'
import type { PageContext } from './page-context.ts'

/** An invite with its whole address, and that as a QR code. */
export function shownInvite({ ports, visit, headers }: PageContext, invite: Invite): ShownInvite {
  const url = `${ports.originOf(visit, headers)}/i/${invite.token}`
  return { invite, url, code: qrPathOf(url) }
}
