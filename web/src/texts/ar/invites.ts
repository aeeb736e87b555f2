import type { inviteTexts as English } from '../invites.ts'

/** ما يقال بجانب رابط الدعوة. */
export const inviteTexts: typeof English = {
  inviteLink: 'رابط الدعوة',
  copy: 'نسخ',
  copied: 'تم النسخ.',
  qrLabel: 'رابط الدعوة كرمز QR',
}
