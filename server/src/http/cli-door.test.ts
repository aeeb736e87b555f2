import { expect, test } from 'bun:test'
import { Passwords } from '../accounts/password.ts'
import { createLog } from '../log.ts'
import { cliDoor } from './cli-door.ts'

function aDoor() {
  const done: string[] = []
  const lines: string[] = []
  const answer = cliDoor({
    lane: {
      chore: async (name) => {
        done.push(name)
        return null
      },
    },
    store: {
      backup: async () => {
        throw new Error('the disk is gone')
      },
    },
    passwords: new Passwords({ queue: 1, hash: async () => 'hash' }),
    guestRooms: false,
    log: createLog('info', (line) => lines.push(line)),
  })
  const ask = async (name: string, body: unknown, method = 'POST') => {
    const init = method === 'GET' ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }
    const response = await answer(new Request(`http://localhost/cli/${name}`, { method, ...init }))
    const said: { error?: { code: string; message: string } } = await response.json()
    return { status: response.status, code: said.error?.code, message: said.error?.message }
  }
  return { ask, done, lines }
}

const ANN = { userName: 'ann', password: 'teal umbrella 9', isOwner: true }

test('what is right is done', async () => {
  const { ask, done } = aDoor()
  expect(await ask('user.create', ANN)).toMatchObject({ status: 200 })
  expect(await ask('user.password', { userName: 'ann', password: 'grey parasol 4' })).toMatchObject({ status: 200 })
  expect(done).toEqual(['user.create', 'user.password'])
})

test.each([
  ['another key', { ...ANN, role: 'owner' }],
  ['a missing key', { userName: 'ann' }],
  ['another type', { ...ANN, isOwner: 'yes' }],
  ['no object', 'ann'],
])('%s is refused', async (_, body) => {
  const { ask, done } = aDoor()
  expect(await ask('user.create', body)).toMatchObject({ status: 400, code: 'bad_input' })
  expect(done).toEqual([])
})

test('only known commands are taken, and only by POST', async () => {
  const { ask } = aDoor()
  expect(await ask('toString', {})).toMatchObject({ status: 404, code: 'unknown_command' })
  expect(await ask('user.create', ANN, 'GET')).toMatchObject({ status: 404, code: 'unknown_command' })
})

test('a backup that fails leaves no file, and its cause is in the log alone', async () => {
  const { ask, lines } = aDoor()
  const file = `/tmp/parley-${crypto.randomUUID()}.db`
  expect(await ask('backup', { file })).toMatchObject({
    status: 500,
    code: 'internal',
    message: 'Something went wrong on the server.',
  })
  expect(await Bun.file(file).exists()).toBe(false)
  expect(lines.join('')).toContain('the disk is gone')
  expect(await ask('backup', { file: 'near.db' })).toMatchObject({
    status: 400,
    message: 'Give the whole path of the file, not “near.db”.',
  })
})
