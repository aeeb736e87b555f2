import type { versionTexts as English } from '../versions.ts'

/** ما يقال عما قالته رسالة من قبل. */
export const versionTexts: typeof English = {
  title: 'ما قالته هذه الرسالة',
  show: 'اعرض ما قالته من قبل',
  now: 'الآن',
  loading: 'يجري التحميل…',
  none: 'لم تُحفظ النسخ السابقة.',
  forbidden: 'في هذا المجتمع لا يقرأ الجميع ما قالته الرسائل من قبل.',
  failed: 'لا يمكن قراءة النسخ السابقة الآن.',
  more: 'نسخ أقدم',
}
