import { counted } from './counted.ts'
import { isolated } from '../isolated.ts'
import type { notificationTexts as English } from '../notifications.ts'

/** ما يقال عما يخص المرء: الوارد، ومستويات الغرف، والكلمات المفتاحية، ومن قرأ. */
export const notificationTexts: typeof English = {
  inbox: 'الوارد',
  forYou: 'لك',
  unread: 'غرف غير مقروءة',
  named: (name, room) => `ذكرك ${isolated(name)} في ${isolated(room)}`,
  answered: (name, room) => `رد عليك ${isolated(name)} في ${isolated(room)}`,
  thread: (count, room) =>
    counted(count, {
      one: `رد واحد في سلسلة في ${isolated(room)}`,
      two: `ردان في سلسلة في ${isolated(room)}`,
      few: `{n} ردود في سلسلة في ${isolated(room)}`,
      many: `{n} رداً في سلسلة في ${isolated(room)}`,
      other: `{n} رد في سلسلة في ${isolated(room)}`,
    }),
  reminded: (name, room) => `تذكير بما قاله ${name} في ${room}`,
  isNew: 'جديد',
  markRead: 'اجعله مقروءاً',
  more: 'الأقدم',
  noneForYou: 'يظهر هنا كل من ذكرك أو رد عليك، وكل سلسلة تتابعها، وما تُذكَّر به.',
  noneUnread: 'كل شيء مقروء. تظهر هنا الغرف التي فيها جديد مع أول أسطرها الجديدة.',
  goToRooms: 'اذهب إلى غرفة',
  keys: 'J وK للنزول والصعود، وEnter للفتح، وE لجعله مقروءاً.',
  notifications: 'التنبيهات',
  inRoom: (room) => `ما يُحسب في ${isolated(room)}`,
  level: {
    everything: 'كل شيء',
    mentions: 'الذِكر والردود والسلاسل والكلمات المفتاحية',
    nothing: 'لا شيء: الغرفة صامتة',
  },
  keywords: 'الكلمات المفتاحية',
  keywordsHint: 'تفصل بينها فواصل. الرسالة التي فيها إحداها تُحسب كالذِكر.',
  tellsReading: 'يجوز للآخرين في الغرف الصغيرة رؤية ما قرأته',
  jumpToDay: 'اذهب إلى يوم',
  go: 'اذهب',
  nothingSince: 'لم يُقل شيء هنا في ذلك اليوم ولا بعده.',
  save: 'احفظ',
  saved: 'حُفظ.',
  close: 'أغلق',
  markUnread: 'اجعل ما بعد هذه غير مقروء',
  markedUnread: 'الغرفة غير مقروءة من هنا حتى تعود إليها.',
  readers: 'من قرأ هذه؟',
  readBy: (count) =>
    counted(count, {
      one: 'قرأها شخص واحد',
      two: 'قرأها شخصان',
      few: 'قرأها {n} أشخاص',
      many: 'قرأها {n} شخصاً',
      other: 'قرأها {n} شخص',
    }),
  readByNobody: 'لم يقرأها أحد غيرك بعد، بقدر ما يُخبرون.',
  tooMany: (most) => `يُخبَر بهذا في الغرف التي فيها ${most} شخصاً على الأكثر.`,
}
