import type { reactionTexts as English } from '../reactions.ts'
import { counted } from './counted.ts'

const list = new Intl.ListFormat('ar', { type: 'conjunction' })

const others = (count: number) =>
  counted(count, { one: 'آخر', two: 'آخران', few: '{n} آخرون', many: '{n} آخر', other: '{n} آخر' })

/** ما يقال عن التفاعلات. */
export const reactionTexts: typeof English = {
  reactions: 'التفاعلات',
  react: 'تفاعل برمز آخر',
  you: 'أنت',
  who: (names, more) => list.format(more === 0 ? names : [...names, others(more)]),
  reaction: (emoji, count, who) => `${emoji} ${count}: ${who}`,
  reactWith: (emoji) => `تفاعل بـ ${emoji}`,
  added: (emoji) => `تفاعلت بـ ${emoji}.`,
  lost: 'لم يعد بإمكانك رؤية هذه الرسالة، فلم يُضف تفاعلك.',
  removed: (emoji) => `سحبت ${emoji}.`,
}
