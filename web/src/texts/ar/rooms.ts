import type { roomTexts as English } from '../rooms.ts'
import { counted } from './counted.ts'

/** ما يقال عن الغرف وقائمتها. */
export const roomTexts: typeof English = {
  inbox: 'الوارد',
  notifications: 'التنبيهات',
  searchHere: 'ابحث في هذه الغرفة',
  roomsAndPeople: 'الغرف والناس',
  goTo: 'اذهب إلى…',
  goToKeys: 'Ctrl K',
  newConversation: 'محادثة جديدة',
  addOrBrowse: 'أضف غرفاً أو تصفحها',
  addRoom: 'أضف غرفة',
  writeToSomeone: 'اكتب إلى أحد',
  invitePeople: 'ادعُ الناس',
  createAccount: 'أنشئ حساباً',
  noRooms: 'تظهر هنا الغرف التي تنضم إليها.',
  emptySection: 'ضع غرفة هنا من قائمتها.',
  builtIn: { favourites: 'المفضلة', rooms: 'الغرف', people: 'الناس', archived: 'المؤرشفة' },
  place: (title) => `انقل ${title} في قائمتك`,
  noPeople: 'تظهر هنا المحادثات مع شخص أو بضعة أشخاص.',
  unread: '، غير مقروءة',
  draft: '، فيها مسودة',
  private: '، خاصة',
  muted: '، مكتومة',
  presence: { online: '، متصل', away: '، غائب', dnd: '، لا يريد الإزعاج', offline: '، غير متصل' },
  members: (count) =>
    counted(count, { one: 'شخص واحد', two: 'شخصان', few: '{n} أشخاص', many: '{n} شخصاً', other: '{n} شخص' }),
  aboutRoom: 'عن هذه الغرفة وإعداداتها',
  closed: 'هذه الغرفة مغلقة.',
  archived: 'هذه الغرفة مؤرشفة: يمكن قراءتها والبحث فيها.',
  restore: 'استعدها',
  announcementsOnly: 'لا يكتب هنا إلا المالكون والمشرفون. يمكنك التفاعل والرد في السلاسل.',
  join: 'انضم',
  joinFirst: 'لست في هذه الغرفة.',
  outside: 'من ينضم يستطيع قراءتها كلها، من أول رسالة.',
  forLater: 'المسودات والتذكيرات',
}
