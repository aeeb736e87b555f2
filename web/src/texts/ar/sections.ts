import { isolated } from '../isolated.ts'
import type { sectionTexts as English } from '../sections.ts'

/** ما يقال حيث يرتب المرء قائمة غرفه. */
export const sectionTexts: typeof English = {
  arrange: 'رتّب قائمتك',
  arrangeLead: 'الأقسام لك وحدك: لا يرى أحد كيف ترتب غرفك.',
  placeTitle: (room) => `أين تقف ${isolated(room)}`,
  place: 'القسم',
  favourites: 'المفضلة',
  byKind: 'حيث تنتمي بحسب نوعها',
  isHere: '، هي هنا الآن',
  newSection: 'قسم جديد',
  name: 'الاسم',
  make: 'أنشئ القسم',
  rename: 'أعد التسمية',
  renameName: (name) => `أعد تسمية ${name}`,
  newName: (name) => `اسم جديد لـ ${name}`,
  moveUp: 'إلى أعلى',
  moveUpName: (name) => `إلى أعلى: ${name}`,
  moveDown: 'إلى أسفل',
  moveDownName: (name) => `إلى أسفل: ${name}`,
  delete: 'حذف',
  deleteName: (name) => `احذف ${name}`,
  deleteWhy: 'تبقى غرفه؛ وتقف حيث تنتمي بحسب نوعها.',
  deleteNow: 'احذف القسم',
  sections: 'أقسامك',
  noSections: 'ليس لك قسم بعد. أنشئ واحداً وضع فيه غرفاً.',
  rooms: 'غرفك',
  sectionOf: (room) => `قسم ${room}`,
  move: 'انقل',
  moveName: (room) => `انقل ${room}`,
  close: 'إغلاق',
}
