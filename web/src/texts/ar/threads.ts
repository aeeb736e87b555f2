import type { threadTexts as English } from '../threads.ts'
import { counted } from './counted.ts'

/** ما يقال عن السلاسل في كل صفحة. */
export const threadTexts: typeof English = {
  threads: 'السلاسل',
  replyInThread: 'رد في سلسلة',
  inThread: 'رد في سلسلة',
  replies: (count) =>
    counted(count, { one: 'رد واحد', two: 'ردان', few: '{n} ردود', many: '{n} رداً', other: '{n} رد' }),
  last: 'آخرها {0}',
  unread: '، غير مقروءة',
}
