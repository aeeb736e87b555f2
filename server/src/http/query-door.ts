import { ParleyError } from '@parley/protocol/errors.ts'
import { isQueryName, QUERIES } from '@parley/protocol/queries.ts'
import { refusal, toVisible } from './answers.ts'
import type { Door } from './door.ts'
import { toInput } from './form-input.ts'
import { parseFields } from './forms.ts'
import type { Visit } from './visit.ts'

/** Answers `log.read` when something happened, or after the time that it asks for. */
export type LongPoll = (input: unknown, visit: Visit, signal: AbortSignal) => Promise<unknown>

/** `GET /api/<query>`: the input is in the query string. */
export async function queryDoor(
  door: Door,
  longPoll: LongPoll,
  name: string,
  request: Request,
  visit: Visit,
): Promise<Response> {
  try {
    if (visit.hasEnded) throw new ParleyError('session_ended')
    if (!isQueryName(name)) throw new ParleyError('unknown_query')
    const input = toInput(QUERIES[name].input, parseFields(new URL(request.url).search.slice(1)))
    const waits = name === 'log.read' && 'waitS' in input
    const output = waits
      ? await longPoll(input, visit, request.signal)
      : await door.parley.query(name, input, visit.actor)
    return Response.json({ output })
  } catch (error) {
    return refusal(toVisible(error, door.log, `GET ${name}`))
  }
}
