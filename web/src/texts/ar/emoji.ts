import type { emojiTexts as English } from '../emoji.ts'
import { counted } from './counted.ts'

/** ما يقوله اختيار الرموز التعبيرية. */
export const emojiTexts: typeof English = {
  choose: 'اختر رمزاً تعبيرياً',
  search: 'ابحث في الرموز',
  categories: 'الفئات',
  recent: 'المستعملة حديثاً',
  groups: {
    'Smileys & Emotion': 'وجوه ومشاعر',
    'People & Body': 'الناس والجسم',
    'Animals & Nature': 'الحيوانات والطبيعة',
    'Food & Drink': 'الطعام والشراب',
    'Travel & Places': 'السفر والأماكن',
    Activities: 'الأنشطة',
    Objects: 'الأشياء',
    Symbols: 'الرموز',
    Flags: 'الأعلام',
  },
  found: 'النتائج',
  count: (count) =>
    counted(count, { one: 'رمز واحد', two: 'رمزان', few: '{n} رموز', many: '{n} رمزاً', other: '{n} رمز' }),
  none: 'لا رمز بهذا الاسم. جرّب كلمة أخرى.',
  tone: 'لون البشرة',
  tones: ['أصفر', 'فاتح', 'فاتح متوسط', 'متوسط', 'داكن متوسط', 'داكن'],
}
