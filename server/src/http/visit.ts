import type { Actor } from '../actor.ts'
import { NOBODY } from '../actor.ts'
import type { Parley } from '../parley.ts'
import type { Client } from './addresses.ts'
import { readCookie } from './cookies.ts'
import { ParleyError } from '@parley/protocol/errors.ts'

/** A request with what is known of its sender. There is one way to find that out, for every door. */
export type Visit = {
  client: Client
  actor: Actor
  /** The cookie or bearer names a session that has ended. */
  hasEnded: boolean
  hasBearer: boolean
  /** It carries a session's or a visitor's cookie. */
  hasCookie: boolean
  /** Binds form tokens while there is no session. */
  visitorId: string | null
  deviceToken: string | null
  userAgent: string
}

/** Finds out who sends a request: a bearer token counts alone, else the session's cookie. */
export async function identify(parley: Pick<Parley, 'authenticate'>, client: Client, headers: Headers): Promise<Visit> {
  const bearer = readBearer(headers)
  const cookies = headers.get('cookie')
  const cookie = bearer === null ? (readCookie(cookies, 'session', client.isTls) ?? null) : null
  const visitorId = readCookie(cookies, 'visitor', client.isTls) ?? null
  const found = await authenticate(parley, bearer ?? cookie)
  return {
    client,
    ...found,
    hasBearer: bearer !== null,
    hasCookie: cookie !== null || visitorId !== null,
    visitorId,
    deviceToken: readCookie(cookies, 'device', client.isTls) ?? null,
    userAgent: (headers.get('user-agent') ?? '').slice(0, 300),
  }
}

async function authenticate(
  parley: Pick<Parley, 'authenticate'>,
  token: string | null,
): Promise<{ actor: Actor; hasEnded: boolean }> {
  try {
    return { actor: await parley.authenticate(token), hasEnded: false }
  } catch (error) {
    if (error instanceof ParleyError && error.code === 'session_ended') return { actor: NOBODY, hasEnded: true }
    throw error
  }
}

/** An Authorization header that is there but is no bearer token is a token that nobody has. */
function readBearer(headers: Headers): string | null {
  const header = headers.get('authorization')
  if (header === null) return null
  return /^Bearer ([A-Za-z0-9_-]{20,200})$/i.exec(header)?.[1] ?? 'none'
}
