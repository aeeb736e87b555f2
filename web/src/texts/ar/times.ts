import type { timeTexts as English } from '../times.ts'

const ofYear = (text: string, year: number | null) => (year === null ? text : `${text} ${year}`)

/** كيف تُقال الأوقات. */
export const timeTexts: typeof English = {
  today: 'اليوم',
  yesterday: 'أمس',
  yesterdayAt: (time) => `أمس، ${time}`,
  months: [
    'يناير',
    'فبراير',
    'مارس',
    'أبريل',
    'مايو',
    'يونيو',
    'يوليو',
    'أغسطس',
    'سبتمبر',
    'أكتوبر',
    'نوفمبر',
    'ديسمبر',
  ],
  date: (day, month, year) => ofYear(`${day} ${month}`, year),
  day: (weekday, day, month, year) => ofYear(`${weekday}، ${day} ${month}`, year),
  full: (day, time) => `${day}، ${time}`,
}
