import type { deletionTexts as English } from '../deletions.ts'
import { counted } from './counted.ts'

/** ما يقال والحذف ما زال يُتراجع عنه. */
export const deletionTexts: typeof English = {
  deleted: (count) =>
    counted(count, {
      one: 'حُذفت الرسالة.',
      two: 'حُذفت رسالتان.',
      few: 'حُذفت {n} رسائل.',
      many: 'حُذفت {n} رسالة.',
      other: 'حُذفت {n} رسالة.',
    }),
  restored: (count) =>
    counted(count, {
      one: 'عادت الرسالة.',
      two: 'عادت رسالتان.',
      few: 'عادت {n} رسائل.',
      many: 'عادت {n} رسالة.',
      other: 'عادت {n} رسالة.',
    }),
  undo: 'تراجع',
}
