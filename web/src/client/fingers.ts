/** What only those need who touch the screen, in one file. */
export { keepAboveKeyboard } from './app/viewport.ts'
export { watchLongPress } from './timeline/long-press.ts'
