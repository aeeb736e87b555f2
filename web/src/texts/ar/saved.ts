import type { savedTexts as English } from '../saved.ts'

/** ما يقال عما يحفظه المرء لنفسه. */
export const savedTexts: typeof English = {
  title: 'الرسائل المحفوظة',
  save: 'احفظها لنفسك',
  unsave: 'أزلها من المحفوظة',
  saved: 'حُفظت الرسالة.',
  unsaved: 'لم تعد الرسالة محفوظة.',
  none: 'لا شيء محفوظ بعد. احفظ رسالة لتجدها هنا؛ لا يرى أحد ما تحفظه.',
  deleted: 'حُذفت هذه الرسالة.',
  lost: 'لم يعد بإمكانك رؤية هذه الرسالة.',
  savedAt: 'حُفظت {0}',
  in: 'في {0}',
  toMessage: 'اذهب إلى الرسالة',
  remove: 'أزل',
  more: 'محفوظات أقدم',
}
