import type { firstRunTexts as English } from '../first-run.ts'
import { counted } from './counted.ts'

/** ما يقرؤه المالك أولاً. */
export const firstRunTexts: typeof English = {
  isYours: (community) => `${community} لك.`,
  lead: 'يعمل على خادمك أنت. كل ما يقال هنا يبقى هناك.',
  invite: 'ادعُ الناس',
  inviteWhy: 'من يفتح هذا الرابط يستطيع الانضمام. يصلح {0}، حتى {1}.',
  inviteWhyWithoutEnd: 'من يفتح هذا الرابط يستطيع الانضمام. يصلح {0}.',
  noInvite: 'رابط الدعوة يُدخل الناس، ورمز QR الخاص به يصلح لتعليقه على الحائط.',
  makeInvite: 'أنشئ دعوة',
  times: (count) =>
    count === null
      ? 'بلا حد'
      : counted(count, {
          zero: 'لا مرة',
          one: 'مرة واحدة',
          two: 'مرتين',
          few: '{n} مرات',
          many: '{n} مرة',
          other: '{n} مرة',
        }),
  rooms: 'أضف غرفاً',
  roomsWhy: 'غرفة لكل موضوع تُبقي #general هادئة. قد تُفتح غرفة عامة للضيوف الذين لا يحتاجون إلى حساب.',
  addRoom: 'أضف غرفة',
  say: 'قل أول كلمة',
  sayWhy: 'اكتبها في الأسفل. من ينضم لاحقاً يستطيع قراءتها.',
}
