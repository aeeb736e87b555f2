import { expect, test } from 'bun:test'
import { inviteTokenOf, readInviteToken } from './invite-token.ts'

const id = '0192f0c1-7a3b-7d4e-8f5a-1b2c3d4e5f60'
const invalid = expect.objectContaining({ code: 'invite_not_found' })

test('a token leads back to its invite', () => {
  const token = inviteTokenOf('secret', id)
  expect(token).toMatch(/^[\w-]{43}$/)
  expect(readInviteToken('secret', token)).toBe(id)
})

test('any other token leads nowhere', () => {
  const token = inviteTokenOf('secret', id)
  const bytes = Buffer.from(token, 'base64url')
  for (let at = 0; at < bytes.length; at += 1) {
    const changed = Buffer.from(bytes)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(() => readInviteToken('secret', changed.toString('base64url'))).toThrow(invalid)
  }
  for (const text of ['', token.slice(1), `${token}AA`, 'x'.repeat(64), id, '\u{1f98a}'.repeat(16)]) {
    expect(() => readInviteToken('secret', text)).toThrow(invalid)
  }
  expect(() => readInviteToken('another secret', token)).toThrow(invalid)
})
