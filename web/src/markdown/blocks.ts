/** A piece of text inside a block. A string is text as it is. */
export type Inline =
  | string
  | { readonly t: 'em' | 'strong' | 'del'; readonly c: readonly Inline[] }
  | { readonly t: 'code'; readonly v: string }
  | { readonly t: 'a'; readonly href: string; readonly c: readonly Inline[] }
  | { readonly t: 'br' }
  /** A name after an @ or a #, with it; whether somebody or a room is called so is known when it is shown. */
  | { readonly t: 'name'; readonly v: string }

/** How a column of a table is aligned. */
export type Align = 'left' | 'center' | 'right' | null

/** A part of a message's text: a small tree that crosses the wire as JSON and holds no markup. */
export type Block =
  | { readonly t: 'p'; readonly c: readonly Inline[] }
  | { readonly t: 'h'; readonly level: number; readonly c: readonly Inline[] }
  | { readonly t: 'quote'; readonly c: readonly Block[] }
  | { readonly t: 'list'; readonly start: number | null; readonly items: readonly (readonly Block[])[] }
  | { readonly t: 'pre'; readonly v: string; readonly lang?: string }
  | { readonly t: 'rule' }
  | {
      readonly t: 'table'
      readonly align: readonly Align[]
      readonly rows: readonly (readonly (readonly Inline[])[])[]
    }
