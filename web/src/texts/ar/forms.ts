import type { formTexts as English } from '../forms.ts'

/** ما تقوله النماذج. */
export const formTexts: typeof English = {
  isFree: (suggestion) => `«${suggestion}» متاح.`,
  save: 'حفظ',
  cancel: 'إلغاء',
}
