import type { TextMark } from '../../messages/composer.tsx'

/** How a text is changed: by a mark of the toolbar, a key, a link that is pasted on what is selected, or what is put in its place. */
export type Format =
  TextMark | 'new-line' | 'indent' | { readonly paste: string } | { readonly insert: string; readonly from?: number }

/** In these lines the next one begins in a way of its own. */
export const GOES_ON = /^[ \t]*(?:[-*+>]|\d{1,9}[.)])|^[ \t]+\S/u

/** An address and nothing else. */
export const ADDRESS = /^\s*https?:\/\/\S+\s*$/u

/** Markup that says more than its text does. */
export const SAYS_MORE = /<(?:b|strong|i|em|a|ul|ol|code|pre|table|h[1-6]|blockquote|del|s)\b|font-(?:weight|style)/iu
