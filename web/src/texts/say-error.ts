import type { ParleyError } from '@parley/protocol/errors.ts'
import { errorTexts } from './errors.ts'

/** What an error says: what was wrong in particular, or the sentence of its code. */
export function sayError({ code, hints }: ParleyError): string {
  return hints.problem === undefined ? errorTexts.sentences[code] : sayProblem(hints.problem)
}

/** Says in the reader's language what is known by its English. */
function sayProblem(english: string): string {
  for (const [template, said] of Object.entries(errorTexts.problems)) {
    const found = patternOf(template).exec(english)
    if (found) return said.replaceAll(/\{(\d)\}/g, (_, n: string) => found[Number(n) + 1] ?? '')
  }
  return english
}

function patternOf(template: string): RegExp {
  const pieces = template.split(/\{\d\}/).map((piece) => piece.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${pieces.join('(.+)')}$`, 's')
}
