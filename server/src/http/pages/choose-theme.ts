import { LANGUAGES } from '@parley/protocol/languages.ts'
import { isOwnPath } from '../answers.ts'
import { readBody } from '../read-body.ts'
import { redirectTo } from './respond.ts'

const YEAR_S = 31_536_000
const FORM_BYTES = 4_096

/** Keeps the theme in this browser. It is no secret and concerns nobody else, so any page may ask for it. */
export function chooseTheme(request: Request): Promise<Response> {
  return keepChoice(request, 'theme', ['light', 'dark'])
}

/** Keeps the language in this browser, in the same way. */
export function chooseLanguage(request: Request): Promise<Response> {
  return keepChoice(request, 'language', LANGUAGES)
}

async function keepChoice(request: Request, name: string, known: readonly string[]): Promise<Response> {
  const fields = await readBody(request, FORM_BYTES)
  const chosen = textOf(fields, name)
  const then = textOf(fields, 'then')
  const answer = redirectTo(isOwnPath(then) ? then : '/')
  const isKnown = chosen !== undefined && known.includes(chosen)
  answer.headers.append(
    'Set-Cookie',
    `parley-${name}=${isKnown ? chosen : ''}; Path=/; SameSite=Lax; Max-Age=${isKnown ? YEAR_S : 0}`,
  )
  return answer
}

function textOf(fields: unknown, name: string): string | undefined {
  const value: unknown = typeof fields === 'object' && fields !== null ? Reflect.get(fields, name) : undefined
  return typeof value === 'string' ? value : undefined
}
