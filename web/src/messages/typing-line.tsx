import { Filled } from '../parts/filled.tsx'
import { messageTexts as texts } from '../texts/messages.ts'

/** Names who is typing, three at most. It is not announced. */
export function TypingLine({ names }: { readonly names: readonly string[] }) {
  if (names.length === 0) return null
  const text = texts.typing[names.length] ?? texts.typingMany
  const shown = names.map((name) => (
    <b key={name}>
      <bdi>{name}</bdi>
    </b>
  ))
  return (
    <span>
      <Filled text={text} with={shown} />
    </span>
  )
}
