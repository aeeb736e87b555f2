import { COMMANDS, isCommandName } from '@parley/protocol/commands.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import { isOwnPath, refusal, toVisible } from './answers.ts'
import type { Door } from './door.ts'
import { toInput } from './form-input.ts'
import { sessionBearer, visitorBearer } from './form-tokens.ts'
import { judgeOrigin } from './origin.ts'
import { bodyKind, readBody } from './read-body.ts'
import type { Visit } from './visit.ts'

/** What a form sent, for its page to be shown again with what was wrong. */
export type FormProblem = {
  command: string
  fields: Readonly<Record<string, string>>
  error: ParleyError
  visit: Visit
}

/** `POST /api/<command>`: JSON is answered with JSON, a form with a redirect or with its page and what was wrong. */
export async function commandDoor(door: Door, name: string, request: Request, visit: Visit): Promise<Response> {
  const isForm = bodyKind(request.headers) === 'form'
  let fields: Record<string, string> = {}
  try {
    const needsToken = judge(door, request, visit)
    const body = await readBody(request)
    if (isForm) fields = textsOf(body)
    if (needsToken && !hasFormToken(door, visit, fields)) throw new ParleyError('wrong_origin')
    if (visit.hasEnded && !isForm && !mayGoOn(name, visit)) throw new ParleyError('session_ended')
    const input = isForm ? inputOf(name, fields) : body
    return await carryOut(door, name, request, visit, input, isForm ? fields : null)
  } catch (error) {
    const visible = toVisible(error, door.log, `POST ${name}`)
    const answer = isForm
      ? await door.showFormProblem({ command: name, fields, error: visible, visit })
      : refusal(visible)
    if (visit.hasEnded)
      for (const cookie of door.cookies.ended(visit.client)) answer.headers.append('Set-Cookie', cookie)
    return answer
  }
}

/** A browser keeps its cookie when its session has ended, and may still log in, register or enter. */
function mayGoOn(name: string, visit: Visit): boolean {
  return !visit.hasBearer && isCommandName(name) && COMMANDS[name].allow.nobody !== false
}

/** Throws for another site's request; answers whether the form must prove itself by its token. */
function judge(door: Door, request: Request, visit: Visit): boolean {
  const verdict = judgeOrigin({
    method: request.method,
    headers: request.headers,
    allowed: door.allowedOrigin(visit.client, request.headers),
    bodyKind: bodyKind(request.headers),
    hasCookie: visit.hasCookie,
    hasBearer: visit.hasBearer,
  })
  if (verdict === 'foreign') throw new ParleyError('wrong_origin')
  return verdict === 'needs-token'
}

function hasFormToken(door: Door, visit: Visit, fields: Readonly<Record<string, string>>): boolean {
  const bearer = formBearer(visit)
  return bearer !== null && door.formTokens.isFor(bearer, fields.token ?? '')
}

/** Whom a form's token is bound to: the session, or the visitor's cookie where there is none. */
export function formBearer(visit: Visit): string | null {
  if (visit.actor.sessionId !== null) return sessionBearer(visit.actor.sessionId)
  return visit.visitorId === null ? null : visitorBearer(visit.visitorId)
}

function textsOf(body: unknown): Record<string, string> {
  if (typeof body !== 'object' || body === null) return {}
  return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, String(value)]))
}

function inputOf(name: string, fields: Record<string, string>): unknown {
  return isCommandName(name) ? toInput(COMMANDS[name].input, fields) : fields
}

async function carryOut(
  door: Door,
  name: string,
  request: Request,
  visit: Visit,
  input: unknown,
  form: Record<string, string> | null,
): Promise<Response> {
  const origin = { address: visit.client.address, userAgent: visit.userAgent }
  const account = door.guesses.take(name, input, visit)
  const { outcome, token } = await door.parley.command(name, input, visit.actor, origin)
  door.guesses.succeeded(name, input, visit)
  const wantsToken = request.headers.get('x-parley-token') === '1'
  const answer = form ? redirect(form, outcome.subjectId) : Response.json({ outcome, ...(wantsToken ? { token } : {}) })
  for (const cookie of cookiesAfter(door, name, visit, token, account)) answer.headers.append('Set-Cookie', cookie)
  return answer
}

function cookiesAfter(door: Door, name: string, visit: Visit, token: string | null, account: string | null): string[] {
  if (name === 'session.log-out') return door.cookies.ended(visit.client)
  if (token === null) return []
  return door.cookies.started(token, visit.client, { isGuest: name === 'guest.enter', account })
}

/** Where a form leads: `then`, in which `{subject}` stands for what the command made. */
function redirect(fields: Record<string, string>, subjectId: string): Response {
  const path = fields.then?.replaceAll('{subject}', subjectId)
  return new Response(null, { status: 303, headers: { Location: isOwnPath(path) ? path : '/' } })
}
