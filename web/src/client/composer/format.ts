import type { TextMark } from '../../messages/composer.tsx'

/** How a text is changed: by a mark of the toolbar, a key, or a link that is pasted on what is selected. */
export type Format = TextMark | 'new-line' | 'indent' | { readonly paste: string }
