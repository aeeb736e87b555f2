import { spoken } from './spoken.ts'

/** What stands beside an invite link, wherever it is shown. */
export const inviteTexts = spoken('invites', {
  inviteLink: 'Invite link',
  copy: 'Copy',
  copied: 'Copied.',
  qrLabel: 'The invite link as a QR code',
})
