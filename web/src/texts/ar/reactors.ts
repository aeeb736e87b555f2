import type { reactorTexts as English } from '../reactors.ts'
import { counted } from './counted.ts'

/** ما يقال عن كل من تفاعل مع رسالة. */
export const reactorTexts: typeof English = {
  title: 'من تفاعل',
  tab: (emoji, count) =>
    counted(count, {
      one: `${emoji} {n}: شخص واحد`,
      two: `${emoji} {n}: شخصان`,
      few: `${emoji} {n} أشخاص`,
      many: `${emoji} {n} شخصا`,
      other: `${emoji} {n} شخص`,
    }),
  loading: 'يُسأل عمن تفاعل…',
  none: 'لم يعد أحد يتفاعل مع هذه الرسالة.',
  gone: 'حُذفت هذه الرسالة.',
  failed: 'تعذرت قراءة من تفاعل.',
  again: 'حاول مرة أخرى',
  more: 'المزيد من الأشخاص',
}
