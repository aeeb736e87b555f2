import './forms.ts'

/** What follows the first page at once, all in one file: a page asks for each file by itself. */
export { drawAttention } from './app/attention.ts'
export { watchAttention } from './app/watch-attention.ts'
export { describeToolbars, toggleToolbar } from './composer/toolbars.ts'
export { keepDrafts } from './drafts/keep-drafts.ts'
export { watchLater } from './later/watch-later.ts'
export { watchNames } from './people/watch-names.ts'
export { listenToKeys } from './keys/keyboard.ts'
export { listenToPresses } from './touch.ts'
