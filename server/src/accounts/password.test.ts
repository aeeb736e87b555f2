import { expect, test } from 'bun:test'
import { NOBODYS_HASH, Passwords } from './password.ts'

const passwords = new Passwords({ queue: 32 })

test('a password is hashed as the rules of the project say, and known again', async () => {
  const hash = await passwords.hash('teal umbrella 9')
  expect(hash).toStartWith('$argon2id$v=19$m=47104,t=1,p=1$')
  expect(await passwords.verify('teal umbrella 9', hash)).toBe(true)
  expect(await passwords.verify('teal umbrella 8', hash)).toBe(false)
})

test('what one keyboard writes composed and another decomposed is one password', async () => {
  const hash = await passwords.hash('zoë-umbrella')
  expect(await passwords.verify('zoe\u0308-umbrella', hash)).toBe(true)
})

test('an unknown user costs what a known one does', async () => {
  const asked: string[] = []
  const verify = async (_: string, hash: string) => asked.push(hash) > 0
  const counted = new Passwords({ queue: 1, verify })
  expect(await counted.verify('teal umbrella 9', null)).toBe(false)
  expect(asked).toEqual([NOBODYS_HASH])
  const params = (hash: string) => hash.split('$').slice(0, 4)
  expect(params(NOBODYS_HASH)).toEqual(params(await passwords.hash('teal umbrella 9')))
  expect(await Bun.password.verify('teal umbrella 9', NOBODYS_HASH)).toBe(false)
})

test('a password of a length that none can have is refused without any work', async () => {
  const idle = new Passwords({
    queue: 1,
    hash: () => Promise.reject(new Error('worked')),
    verify: () => Promise.reject(new Error('worked')),
  })
  for (const password of ['', 'seven77', 'x'.repeat(1_025), 'x'.repeat(1_048_576)]) {
    expect(await idle.verify(password, NOBODYS_HASH)).toBe(false)
    expect(await idle.hash(password).catch((error: unknown) => error)).toHaveProperty('code', 'weak_password')
  }
})

test('so many are computed at once, so many wait, and the next is told that the server is busy', async () => {
  let running = 0
  let most = 0
  const gates: (() => void)[] = []
  const hash = async (password: string) => {
    most = Math.max(most, (running += 1))
    await new Promise<void>((open) => gates.push(open))
    running -= 1
    return password
  }
  const two = new Passwords({ queue: 3, atOnce: 2, hash })
  const accepted = Array.from({ length: 5 }, (_, i) => two.hash(`password ${i}`))
  expect(await two.hash('one too many').catch((error: unknown) => error)).toHaveProperty('code', 'busy')
  const done = Promise.all(accepted)
  while (gates.length > 0) {
    gates.shift()?.()
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve()
  }
  expect(await done).toHaveLength(5)
  expect(most).toBe(2)
})

test('one that fails makes room for the next', async () => {
  let tries = 0
  const once = new Passwords({
    queue: 1,
    atOnce: 1,
    hash: async () => ((tries += 1) === 1 ? Promise.reject(new Error('no memory')) : 'hash'),
  })
  expect(await once.hash('teal umbrella').catch((error: unknown) => error)).toHaveProperty('message', 'no memory')
  expect(await once.hash('teal umbrella')).toBe('hash')
})
