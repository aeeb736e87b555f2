/** What follows the first page at once. */
export { watchAttention } from './app/watch-attention.ts'
export { keepDrafts } from './drafts/keep-drafts.ts'
export { watchLater } from './later/watch-later.ts'
export { listenToKeys } from './keys/keyboard.ts'
