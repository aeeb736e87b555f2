import type { languageTexts as English } from '../language.ts'

/** Arabic itself. Digits are those of the keyboard, so that times and counts look the same wherever they come from. */
export const languageTexts: typeof English = {
  code: 'ar',
  tag: 'ar-u-nu-latn',
  dir: 'rtl',
  label: 'اللغة',
  auto: 'كما يطلب المتصفح',
  save: 'حفظ',
  other: { code: 'en', label: 'English' },
  names: { en: 'English', ar: 'العربية' },
}
