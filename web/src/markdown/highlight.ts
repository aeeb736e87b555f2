import bash from 'highlight.js/lib/languages/bash'
import c from 'highlight.js/lib/languages/c'
import cpp from 'highlight.js/lib/languages/cpp'
import csharp from 'highlight.js/lib/languages/csharp'
import css from 'highlight.js/lib/languages/css'
import diff from 'highlight.js/lib/languages/diff'
import dockerfile from 'highlight.js/lib/languages/dockerfile'
import go from 'highlight.js/lib/languages/go'
import ini from 'highlight.js/lib/languages/ini'
import java from 'highlight.js/lib/languages/java'
import javascript from 'highlight.js/lib/languages/javascript'
import json from 'highlight.js/lib/languages/json'
import kotlin from 'highlight.js/lib/languages/kotlin'
import lua from 'highlight.js/lib/languages/lua'
import makefile from 'highlight.js/lib/languages/makefile'
import markdown from 'highlight.js/lib/languages/markdown'
import php from 'highlight.js/lib/languages/php'
import powershell from 'highlight.js/lib/languages/powershell'
import python from 'highlight.js/lib/languages/python'
import ruby from 'highlight.js/lib/languages/ruby'
import rust from 'highlight.js/lib/languages/rust'
import sql from 'highlight.js/lib/languages/sql'
import swift from 'highlight.js/lib/languages/swift'
import typescript from 'highlight.js/lib/languages/typescript'
import xml from 'highlight.js/lib/languages/xml'
import yaml from 'highlight.js/lib/languages/yaml'
import type { ElementContent, RootContent } from 'hast'
import { createLowlight } from 'lowlight'

/** A piece of code: text, or pieces of one kind. */
export type Token = string | { readonly kind: string; readonly c: readonly Token[] }

/** Longer code stays as it is: its colours would take more than a frame. */
const MAX_LENGTH = 10_000

const lowlight = createLowlight({
  ...{
    bash,
    c,
    cpp,
    csharp,
    css,
    diff,
    dockerfile,
    go,
    ini,
    java,
    javascript,
    json,
    kotlin,
    lua,
    makefile,
    markdown,
    php,
  },
  ...{ powershell, python, ruby, rust, sql, swift, typescript, xml, yaml },
})

/** Tells the parts of code from one another; null where the language is not known or the code too long. */
export function highlight(code: string, language: string): readonly Token[] | null {
  if (code.length > MAX_LENGTH || !lowlight.registered(language)) return null
  return tokensOf(lowlight.highlight(language, code).children)
}

function tokensOf(nodes: readonly (RootContent | ElementContent)[]): Token[] {
  return nodes.flatMap((node): Token[] => {
    if (node.type === 'text') return [node.value]
    if (node.type !== 'element') return []
    const names = node.properties['className']
    const kind = Array.isArray(names) ? String(names[0]).replace(/^hljs-/, '') : ''
    return [{ kind, c: tokensOf(node.children) }]
  })
}
