import type { AnswerLike, Ports, RequestLike } from '@parley/sdk/ports.ts'
import { tokensIn } from '../checker/history.ts'
import type { Line } from './line.ts'
import type { Loop } from './loop.ts'
import type { Node, PlainAnswer } from './node.ts'
import type { Recorder } from './recorder.ts'
import { OpenAnswer } from './stream.ts'

export type RequestParts = {
  loop: Loop
  recorder: Recorder
  line: Line
  client: string
  user: string
  token: string
  node: () => Node
}

/** Plain requests over a device's line: each a connection of its own, and an answer that may not come. */
export function createFetch(parts: RequestParts): Ports['fetch'] {
  let count = 0
  return (url, request) =>
    new Promise((resolve, reject) => {
      request.signal.addEventListener('abort', () => reject(new Error('it took too long')))
      const op = `${parts.client}.http${++count}`
      const target = new URL(url)
      const name = target.pathname.slice('/api/'.length)
      noteAsked(parts, op, name, request)
      const { loop, line } = parts
      loop.at(line.arrivalOf('up'), () =>
        line.whenAwake('up', () => {
          const refuse = () => loop.at(line.arrivalOf('down'), () => reject(new Error('nobody listens')))
          const node = parts.node()
          if (!node.isAlive) return void refuse()
          if (name === 'events') return openStream(parts, node, target, request, resolve, refuse)
          const input: unknown = request.body === undefined ? inputOf(target.searchParams) : JSON.parse(request.body)
          node.answer(parts.token, name, input, request).then((answer) => sendBack(parts, op, answer, resolve), refuse)
        }),
      )
    })
}

function openStream(
  parts: RequestParts,
  node: Node,
  target: URL,
  request: RequestLike,
  resolve: (answer: AnswerLike) => void,
  refuse: () => void,
): void {
  const { loop, line } = parts
  const open = async () => {
    const answer = await node.openStream(parts.token, target)
    if (!answer.body || !answer.ok) return refuse()
    const opened = new OpenAnswer(parts, request)
    loop.at(line.arrivalOf('down'), () => line.whenAwake('down', () => resolve(opened)))
    await opened.pump(node, answer.body, request.signal)
  }
  open().catch(refuse)
}

function noteAsked({ recorder, client, user }: RequestParts, op: string, name: string, request: RequestLike): void {
  if (request.body === undefined) return
  const input = JSON.parse(request.body) as { id: string }
  recorder.write({
    k: 'invoke',
    op,
    client,
    user,
    name,
    input,
    isQueued: name.startsWith('message.') && !('rootId' in input),
  })
}

function sendBack(parts: RequestParts, op: string, answer: PlainAnswer, resolve: (answer: AnswerLike) => void): void {
  const { loop, line, recorder, client, user } = parts
  const text = JSON.stringify(answer.body)
  const tokens = tokensIn(text)
  if (tokens.length > 0) recorder.write({ k: 'bytes', sent: recorder.now, client, user, tokens })
  loop.at(line.arrivalOf('down'), () =>
    line.whenAwake('down', () => {
      recorder.trace(client, text)
      const { body, status } = answer
      if ('outcome' in body) recorder.write({ k: 'outcome', op, is: 'ok', outcome: body.outcome })
      else if ('error' in body) recorder.write({ k: 'outcome', op, is: 'refused', code: body.error.code })
      resolve({ status, ok: status === 200, json: async () => JSON.parse(text) as unknown, body: null })
    }),
  )
}

/** Flat parameters: what is no text is JSON. */
function inputOf(params: URLSearchParams): Record<string, unknown> {
  return Object.fromEntries(
    [...params].map(([key, value]): [string, unknown] => [key, /^(\d+$|\{)/.test(value) ? JSON.parse(value) : value]),
  )
}
