import { spoken } from './spoken.ts'

const ofYear = (text: string, year: number | null) => (year === null ? text : `${text} ${year}`)

/** How moments are said. */
export const timeTexts = spoken('times', {
  today: 'Today',
  yesterday: 'Yesterday',
  yesterdayAt: (time: string) => `Yesterday, ${time}`,
  months: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
  date: (day: number, month: string, year: number | null) => ofYear(`${day} ${month}`, year),
  day: (weekday: string, day: number, month: string, year: number | null) =>
    ofYear(`${weekday}, ${day} ${month}`, year),
  full: (day: string, time: string) => `${day}, ${time}`,
})
