import type { searchTexts as English } from '../search.ts'
import { isolated } from '../isolated.ts'
import { counted } from './counted.ts'

/** ما يقوله البحث. */
export const searchTexts: typeof English = {
  search: 'البحث',
  searchMessages: 'ابحث في الرسائل',
  searchFor: 'ابحث في الرسائل عن «{0}»',
  placeholder: `كلمات، "كلمات بعينها"، ${isolated('from:')}، ${isolated('in:')}، ${isolated('has:')}`,
  go: 'ابحث',
  narrow: 'ضيّق البحث',
  results: 'الرسائل التي وُجدت',
  found: (count) =>
    counted(count, {
      one: 'وُجدت رسالة واحدة',
      two: 'وُجدت رسالتان',
      few: 'وُجدت {n} رسائل',
      many: 'وُجدت {n} رسالة',
      other: 'وُجدت {n} رسالة',
    }),
  foundFirst: (count) =>
    counted(count, {
      one: 'أحدث رسالة',
      two: 'أحدث رسالتين',
      few: 'أحدث {n} رسائل',
      many: 'أحدث {n} رسالة',
      other: 'أحدث {n} رسالة',
    }),
  nothing: 'لم يُعثر على شيء',
  nothingFor: 'لا رسالة تستطيع قراءتها فيها هذا.',
  nothingHint: 'جرّب كلمات أقل، أو أزل ما يضيّق البحث.',
  nothingYet: 'لا شيء فيما بُحث فيه. توجد رسائل أقدم.',
  similar: 'القليل فيه هذه الكلمات بعينها. بُحث أيضاً عن: {0}',
  leftOut: 'هذا غير مفهوم فتُرك: {0}',
  incomplete: 'ما زالت رسائل أقدم تُجهَّز للبحث. الجديد يُعثر عليه.',
  older: 'نتائج أقدم',
  failed: 'لم يتم البحث. يُعاد عندما تكتب.',
  start: 'اعثر على ما قيل',
  startWhy: 'يُبحث في كل ما تستطيع قراءته، الأحدث أولاً، وأنت تكتب.',
  tips: [
    ['tide turns', 'الكلمتان معاً، أو ما يبدأ بهما'],
    ['"low tide"', 'هاتان الكلمتان متجاورتين'],
    ['tide -ferry', 'هذه بلا تلك'],
    ['from:ann in:general', 'من شخص، في غرفة'],
    ['has:link after:2026-03', 'فيها رابط، بعد ذلك الشهر'],
    ['is:thread before:yesterday', 'في السلاسل، قبل ذلك اليوم'],
  ],
  inRoom: (room) => `في ${isolated(room)}`,
  withPeople: (names) => `مع ${isolated(names)}`,
}
