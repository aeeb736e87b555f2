import { createHmac, timingSafeEqual } from 'node:crypto'
import { ParleyError } from '@parley/protocol/errors.ts'

const ID_BYTES = 16
const SEAL_BYTES = 16

/**
 * The secret part of an invite's link: its id and 128 bits that only this server can make from it, so that nothing secret is
 * stored and a copy of the invites table lets nobody in.
 */
export function inviteTokenOf(secret: string, inviteId: string): string {
  const id = Buffer.from(inviteId.replaceAll('-', ''), 'hex')
  return Buffer.concat([id, sealOf(secret, inviteId)]).toString('base64url')
}

/** The id of the invite whose token this is. Throws `invite_not_found` for a text that is none. */
export function readInviteToken(secret: string, token: string): string {
  const bytes = Buffer.from(token.trim(), 'base64url')
  if (bytes.length !== ID_BYTES + SEAL_BYTES) throw new ParleyError('invite_not_found')
  const hex = bytes.toString('hex', 0, ID_BYTES)
  const inviteId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
  if (!timingSafeEqual(bytes.subarray(ID_BYTES), sealOf(secret, inviteId))) throw new ParleyError('invite_not_found')
  return inviteId
}

function sealOf(secret: string, inviteId: string): Buffer {
  return createHmac('sha256', secret).update(`invite:${inviteId}`).digest().subarray(0, SEAL_BYTES)
}
