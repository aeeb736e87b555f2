import { type ComponentChildren, createContext } from 'preact'

/** Shows a name that stands in a message with its sign: as it was typed, unless one knows what it means there. */
export const NamesContext = createContext<(typed: string) => ComponentChildren>((typed) => typed)
