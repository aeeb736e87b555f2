import type { CommandResult } from '@parley/protocol/frames.ts'
import { tokensIn } from '../checker/history.ts'
import { kindOf } from './line.ts'
import type { Recorder } from './recorder.ts'
import type { Tap } from './wire.ts'

/** Numbers of requests that no client of ours makes: their answers are nobody's. */
export const FOREIGN_REF = 1_000_000_000

type Asked = { op: string }[]
type UpFrame = { ref: number; commands: { name: string; input: { id: string } }[]; name: string; input: object }
type DownFrame = { ref: number; results: CommandResult[]; error: { code: string }; log: string }

/** Writes what goes over one connection of a device into the history. */
export function createTap(
  recorder: Recorder,
  client: string,
  user: string,
  connection: string,
  onHello: () => void,
): Tap {
  const asked = new Map<number, Asked>()
  const invoke = ({ ref, commands }: UpFrame) => {
    const ops = commands.map(({ name, input }, index) => {
      const op = `${connection}:${ref}:${index}`
      // A reply in a thread goes by itself, as the outbox has none yet.
      const isQueued = ref < FOREIGN_REF && name.startsWith('message.') && !('rootId' in input)
      recorder.write({ k: 'invoke', op, client, user, name, input, isQueued })
      return { op }
    })
    asked.set(ref, ops)
  }
  const answer = (ref: number, outcomeOf: (index: number) => CommandResult | null) => {
    for (const [index, { op }] of (asked.get(ref) ?? []).entries()) {
      const result = outcomeOf(index)
      if (!result) recorder.write({ k: 'outcome', op, is: 'untried' })
      else if ('outcome' in result) recorder.write({ k: 'outcome', op, is: 'ok', outcome: result.outcome })
      else recorder.write({ k: 'outcome', op, is: 'refused', code: result.error.code })
    }
  }
  return {
    up: (text) => {
      const kind = kindOf(text)
      if (kind === 'hello') onHello()
      if (kind !== 'commands' && kind !== 'query') return
      const frame = JSON.parse(text) as UpFrame
      if (kind === 'commands') invoke(frame)
      // A whole log is read by the run itself, and says that it does not wait.
      else if (frame.name === 'log.read' && !('waitS' in frame.input)) {
        const [log = ''] = Object.keys((frame.input as { cursors: object }).cursors)
        recorder.write({ k: 'repair', what: 'gap', client, log })
      }
    },
    sent: (text) => {
      const tokens = tokensOf(text)
      if (tokens.length > 0) recorder.write({ k: 'bytes', sent: recorder.now, client, user, tokens })
    },
    down: (text) => {
      recorder.trace(client, text)
      const kind = kindOf(text)
      if (kind !== 'results' && kind !== 'refused' && kind !== 'reset') return
      const frame = JSON.parse(text) as DownFrame
      if (kind === 'results') answer(frame.ref, (index) => frame.results[index] ?? null)
      if (kind === 'refused') answer(frame.ref, () => ({ error: frame.error as never }))
      if (kind === 'reset') recorder.write({ k: 'repair', what: 'reset', client, log: frame.log })
    },
  }
}

let lastText = ''
let lastTokens: string[] = []

/** One text goes to many. */
function tokensOf(text: string): string[] {
  if (text !== lastText) {
    lastText = text
    lastTokens = tokensIn(text)
  }
  return lastTokens
}
