import { expect, test } from 'bun:test'
import { aFounder, aGuestIn, aMember, aVisitor, PASSWORD } from '../sessions/testing/visitor.ts'
import { aParley } from '../testing/parley.ts'

const DAY_MS = 86_400_000

async function withInvite(input: { maxUses?: number; days?: number } = {}) {
  const world = await aParley()
  const olga = await aFounder(world)
  const { subjectId } = await olga.did('invite.create', input)
  const { invites } = await olga.reads('invite.list', {})
  return { world, olga, id: subjectId, token: invites[0]?.token ?? '' }
}

test('an invite bears the id of its command and says how long it lets people in', async () => {
  const { world, olga, id, token } = await withInvite({ maxUses: 2, days: 3 })
  const { invites } = await olga.reads('invite.list', {})
  const now = world.clock.now
  expect(invites).toEqual([
    {
      id,
      token,
      createdAt: new Date(now).toISOString(),
      expiresAt: new Date(now + 3 * DAY_MS).toISOString(),
      maxUses: 2,
      uses: 0,
      isRevoked: false,
    },
  ])
  expect(await aVisitor(world).reads('invite.show', { token })).toEqual({
    communityName: 'Tideline',
    expiresAt: new Date(now + 3 * DAY_MS).toISOString(),
  })
})

test('an invite that is used up, expired, revoked or unknown is the same: not found', async () => {
  const usedUp = await withInvite({ maxUses: 1 })
  const register = (userName: string) => ({ userName, password: PASSWORD, invite: usedUp.token })
  await aVisitor(usedUp.world).did('account.register', register('ann'))
  expect(await aVisitor(usedUp.world).tries('account.register', register('bob'))).toBe('invite_not_found')
  expect(await aVisitor(usedUp.world).asks('invite.show', { token: usedUp.token })).toBe('invite_not_found')

  const expired = await withInvite({ days: 1 })
  expired.world.clock.now += DAY_MS - 1
  expect(await aVisitor(expired.world).asks('invite.show', { token: expired.token })).toBeNull()
  expired.world.clock.now += 1
  expect(await aVisitor(expired.world).asks('invite.show', { token: expired.token })).toBe('invite_not_found')

  const revoked = await withInvite()
  await revoked.olga.did('invite.revoke', { inviteId: revoked.id })
  expect(await aVisitor(revoked.world).asks('invite.show', { token: revoked.token })).toBe('invite_not_found')
  expect((await revoked.olga.reads('invite.list', {})).invites[0]?.isRevoked).toBeTrue()
  for (const token of ['x', 'A'.repeat(43), revoked.id, `${revoked.token.slice(0, 42)}A`]) {
    expect(await aVisitor(revoked.world).asks('invite.show', { token })).toBe('invite_not_found')
  }
})

test('revoking twice changes nothing more; what was never made cannot be revoked', async () => {
  const { olga, id } = await withInvite()
  await olga.did('invite.revoke', { inviteId: id })
  expect((await olga.did('invite.revoke', { inviteId: id })).subjectId).toBe(id)
  expect(await olga.tries('invite.revoke', { inviteId: crypto.randomUUID() })).toBe('invite_not_found')
})

test('the same request again makes no second invite', async () => {
  const { olga } = await withInvite()
  const input = { maxUses: 5, id: Bun.randomUUIDv7() }
  const first = await olga.did('invite.create', input)
  expect(await olga.did('invite.create', input)).toEqual(first)
  expect(await olga.tries('invite.create', { ...input, maxUses: 6 })).toBe('id_reused')
  expect((await olga.reads('invite.list', {})).invites).toHaveLength(2)
})

test('owners alone make, see and revoke invites', async () => {
  const { world, olga, id } = await withInvite()
  const ann = await aMember(world, 'ann')
  const guest = await aGuestIn(world, 'harbour', 'Gil')
  for (const person of [ann, guest]) {
    expect(await person.tries('invite.create', {})).toBe('forbidden')
    expect(await person.tries('invite.revoke', { inviteId: id })).toBe('forbidden')
    expect(await person.asks('invite.list', {})).toBe('forbidden')
  }
  expect(await aVisitor(world).asks('invite.list', {})).toBe('not_logged_in')
  expect(await olga.tries('invite.revoke', { inviteId: id })).toBeNull()
})

test('nothing that is stored lets anybody in', async () => {
  const { world, token } = await withInvite()
  const rows = await world.parley.store.read(({ db }) => db.selectFrom('invites').selectAll().execute())
  expect(JSON.stringify(rows)).not.toContain(token)
})

test.each([
  { maxUses: 0 },
  { maxUses: -1 },
  { maxUses: 1.5 },
  { maxUses: 1_001 },
  { maxUses: '3' },
  { days: 0 },
  { days: 366 },
  { days: null },
  { token: 'x' },
])('%j is bad input', async (input) => {
  const { olga } = await withInvite()
  expect(await olga.tries('invite.create', input)).toBe('bad_input')
})
