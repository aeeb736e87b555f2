import type { editTexts as English } from '../edits.ts'
import { isolated } from '../isolated.ts'

/** ما يقال حين لا تبقى الرسالة التي يعدّلها المرء كما كانت. */
export const editTexts: typeof English = {
  changed: (text) => `عُدّلت الرسالة في هذه الأثناء: «${isolated(text)}». احفظ مرة أخرى ليحل نصك محلها.`,
}
