import type { reasonTexts as English } from '../reasons.ts'
import { counted } from './counted.ts'

const newMessages = (count: number) =>
  counted(count, {
    one: 'رسالة جديدة',
    two: 'رسالتان جديدتان',
    few: '{n} رسائل جديدة',
    many: '{n} رسالة جديدة',
    other: '{n} رسالة جديدة',
  })

/** لماذا تُحسب غرفة، وما يُسأل قبل أن يُنادى كل من فيها. */
export const reasonTexts: typeof English = {
  callLarge: (count) => `هذا ينادي كل من في الغرفة، وهم ${count}. أرسلها مرة أخرى لتفعل ذلك.`,
  why: {
    mention: (count) =>
      counted(count, { one: 'ذِكر واحد', two: 'ذِكران', few: '{n} ذِكر', many: '{n} ذِكراً', other: '{n} ذِكر' }),
    reply: (count) =>
      counted(count, {
        one: 'رد عليك',
        two: 'ردان عليك',
        few: '{n} ردود عليك',
        many: '{n} رداً عليك',
        other: '{n} رد عليك',
      }),
    thread: (count) => `${count} في سلاسل تتابعها`,
    keyword: (count) =>
      counted(count, {
        one: 'كلمة مفتاحية',
        two: 'كلمتان مفتاحيتان',
        few: '{n} كلمات مفتاحية',
        many: '{n} كلمة مفتاحية',
        other: '{n} كلمة مفتاحية',
      }),
    direct: newMessages,
    everything: newMessages,
  },
}
