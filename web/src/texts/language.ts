import { spoken } from './spoken.ts'

/** The language itself: for Intl, for `<html>`, and how it is called in all languages, its own first. */
export const languageTexts = spoken('language', {
  code: 'en',
  tag: 'en-GB',
  dir: 'ltr',
  label: 'Language',
  auto: 'As the browser asks',
  save: 'Save',
  /** Offered to those who may read the other one better, in that. */
  other: { code: 'ar', label: 'العربية' },
  names: { en: 'English', ar: 'العربية' },
})
