import type { pinTexts as English } from '../pins.ts'

/** ما يقال عن الرسائل المثبتة. */
export const pinTexts: typeof English = {
  pins: 'الرسائل المثبتة',
  pin: 'ثبّتها للجميع',
  unpin: 'ألغِ التثبيت',
  pinned: 'ثُبتت الرسالة.',
  unpinned: 'لم تعد الرسالة مثبتة.',
  by: 'ثبّتها {0}',
  none: 'لا شيء مثبت بعد. ثبّت رسالة ينبغي أن يجدها كل من هنا؛ التثبيت بين ما يمكن فعله بها.',
  older: 'رسائل مثبتة أقدم',
  toMessage: 'اذهب إلى الرسالة',
  close: 'أغلق الرسائل المثبتة',
}
