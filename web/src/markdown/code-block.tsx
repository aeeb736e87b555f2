import { useEffect, useState } from 'preact/hooks'
import { loadSheet } from '../client/app/load-sheet.ts'
import type { Token } from './highlight.ts'

type Props = { readonly code: string; readonly language: string | undefined }

/** A block of code; its colours come when what finds them is loaded. */
export function CodeBlock({ code, language }: Props) {
  const [found, setFound] = useState<{ code: string; tokens: readonly Token[] } | null>(null)
  useEffect(() => {
    if (language === undefined) return
    void Promise.all([import('./highlight.ts'), loadSheet('code.css')]).then(
      ([{ highlight }]) => {
        const tokens = highlight(code, language)
        if (tokens) setFound({ code, tokens })
      },
      () => {},
    )
  }, [code, language])
  const tokens = found?.code === code ? found.tokens : [code]
  return (
    <pre dir="ltr" tabIndex={0}>
      <code>
        <Tokens of={tokens} />
      </code>
    </pre>
  )
}

function Tokens({ of }: { readonly of: readonly Token[] }) {
  return of.map((token, index) =>
    typeof token === 'string' ? (
      token
    ) : (
      <span key={index} class={`code-${token.kind}`}>
        <Tokens of={token.c} />
      </span>
    ),
  )
}
