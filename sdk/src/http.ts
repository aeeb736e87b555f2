import type { WireError } from '@parley/protocol/errors.ts'
import { TIMES } from '@parley/protocol/limits.ts'
import { trust } from './brand.ts'
import type { AnswerLike, Ports, RequestLike } from './ports.ts'
import { Unreachable } from './unreachable.ts'
import { errorFrom } from './wire.ts'

/** What a query sends: flat parameters. */
export type Params = Readonly<Record<string, unknown>>

/** Asks the server over plain requests: `POST /api/<command>` and `GET /api/<query>`. */
export class Http {
  readonly url: string
  /** The bearer token, where there is no cookie. */
  token: string | null
  readonly #ports: Ports

  constructor(url: string, token: string | null, ports: Ports) {
    this.url = url.replace(/\/$/, '')
    this.token = token
    this.#ports = ports
  }

  /** The headers that say who asks; none where a cookie does. */
  get identity(): Record<string, string> {
    return this.token === null ? {} : { authorization: `Bearer ${this.token}` }
  }

  /** Runs a command and answers the whole body. Throws ParleyError for an answer that says so, else Unreachable. */
  post<T>(name: string, input: object, headers: Record<string, string> = {}): Promise<T> {
    const body = JSON.stringify(input)
    return this.#ask(`/api/${name}`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body,
    })
  }

  /** Answers a query's output. Throws ParleyError for an answer that says so, else Unreachable. */
  async get<T>(name: string, params: Params, signal?: AbortSignal): Promise<T> {
    const answer = await this.#ask<{ output: T }>(pathOf(name, params), { method: 'GET', headers: {} }, signal)
    return answer.output
  }

  /** Opens an answer that stays open; throws as `get` does when it is refused. */
  async open(name: string, params: Params, signal: AbortSignal): Promise<AnswerLike> {
    const answer = await this.#fetch(pathOf(name, params), {
      method: 'GET',
      headers: { accept: 'text/event-stream' },
      signal,
    })
    return answer.ok ? answer : readBody(answer)
  }

  async #ask<T>(path: string, request: Omit<RequestLike, 'signal'>, signal?: AbortSignal): Promise<T> {
    const abort = new AbortController()
    const giveUp = () => abort.abort()
    const cancel = this.#ports.after(TIMES.silenceMs, giveUp)
    signal?.addEventListener('abort', giveUp)
    try {
      return await readBody<T>(await this.#fetch(path, { ...request, signal: abort.signal }))
    } finally {
      cancel()
      signal?.removeEventListener('abort', giveUp)
    }
  }

  async #fetch(path: string, request: RequestLike): Promise<AnswerLike> {
    try {
      const headers = { ...request.headers, ...this.identity }
      return await this.#ports.fetch(this.url + path, { ...request, headers })
    } catch {
      throw new Unreachable()
    }
  }
}

/** A page of a proxy, or half an answer, says nothing of what became of the request. */
async function readBody<T>(answer: AnswerLike): Promise<T> {
  const body: unknown = await answer.json().catch(() => null)
  if (typeof body !== 'object' || body === null) throw new Unreachable()
  if (answer.ok) return trust<T>(body)
  if (!('error' in body)) throw new Unreachable()
  throw errorFrom(trust<WireError>(body.error))
}

function pathOf(name: string, params: Params): string {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(params)) {
    if (value !== undefined) search.set(key, typeof value === 'string' ? value : JSON.stringify(value))
  }
  return `/api/${name}?${search}`
}
