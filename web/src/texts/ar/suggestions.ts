import type { suggestionTexts as English } from '../suggestions.ts'
import { counted } from './counted.ts'

/** ما تقوله اقتراحات مربع الرسالة. */
export const suggestionTexts: typeof English = {
  label: 'اقتراحات',
  count: (count) =>
    counted(count, {
      one: 'اقتراح واحد',
      two: 'اقتراحان',
      few: '{n} اقتراحات',
      many: '{n} اقتراحاً',
      other: '{n} اقتراح',
    }),
  none: 'لا اقتراحات',
  calls: { here: 'كل من هو هنا الآن', room: 'كل من في هذه الغرفة' },
  notInRoom: 'ليس في هذه الغرفة',
  notJoined: 'لست فيها',
}
