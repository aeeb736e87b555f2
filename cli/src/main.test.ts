import { afterAll, expect, test } from 'bun:test'
import { Database } from 'bun:sqlite'
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { holdDataFolder } from '@parley/server/database/data-folder.ts'
import { listenForCli } from '@parley/server/http/cli-door.ts'
import { CLI_COMMANDS } from './commands.ts'
import { main } from './main.ts'

const root = mkdtempSync(join(tmpdir(), 'parley-cli-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const newFolder = () => mkdtempSync(join(root, 'data-'))

/** Runs `parley` with these arguments, and gives its exit code and what it said. */
async function parley(args: string[], secrets: string[] = [], env: Record<string, string> = {}) {
  const said: string[] = []
  const complaints: string[] = []
  const code = await main(args, {
    print: (line) => said.push(line),
    complain: (line) => complaints.push(line),
    askSecret: async () => secrets.shift() ?? '',
    isInteractive: secrets.length > 1,
    env,
    folder: root,
  })
  return { code, said: said.join('\n'), complaints: complaints.join('\n') }
}

const done = (said: string) => ({ code: 0, said, complaints: '' })
const refused = (complaints: string) => ({ code: 1, said: '', complaints })
const PASSWORD = 'teal umbrella 9'

function accountsIn(folder: string, file = 'parley.db') {
  const db = new Database(join(folder, file), { readonly: true })
  try {
    return db.query('select user_name, display_name, role from users order by created_at, user_name').values()
  } finally {
    db.close()
  }
}

test('without a server, an owner and a member are made in the database', async () => {
  const data = newFolder()
  const create = ['user', 'create', '--data', data]
  expect(await parley([...create, 'bob'], [PASSWORD])).toEqual(refused('This community is not set up yet.'))
  expect(await parley([...create, 'ann', '--owner'], [PASSWORD])).toEqual(done('Made the account ann, an owner.'))
  expect(await parley([...create, 'bob', '--display-name=Bob B'], [PASSWORD, PASSWORD])).toEqual(
    done('Made the account bob.'),
  )
  expect(accountsIn(data)).toEqual([
    ['ann', 'ann', 'owner'],
    ['bob', 'Bob B', 'member'],
  ])
})

test('what is refused is said in one sentence, and changes nothing', async () => {
  const data = newFolder()
  const create = ['user', 'create', '--owner', '--data', data]
  await parley([...create, 'ann'], [PASSWORD])
  expect(await parley([...create, 'АNN'], [PASSWORD])).toEqual(
    refused('This user name is taken, or looks like one that is.'),
  )
  expect(await parley([...create, 'a/b'], [PASSWORD])).toEqual(
    refused('A user name has letters, digits and . _ - only.'),
  )
  expect(await parley([...create, 'bob'], ['password1'])).toEqual(
    refused('This password is among the first that somebody would guess.'),
  )
  expect(await parley([...create, 'bob'], [PASSWORD, 'teal umbrella 8'])).toEqual(
    refused('The two are not the same; try again.'),
  )
  expect(await parley(['user', 'password', 'eve', '--data', data], [PASSWORD])).toEqual(
    refused('There is no such person.'),
  )
  expect(accountsIn(data)).toHaveLength(1)
})

test('a password is replaced', async () => {
  const data = newFolder()
  const hash = () =>
    new Database(join(data, 'parley.db'), { readonly: true }).query('select password_hash from users').values()[0]?.[0]
  await parley(['user', 'create', 'ann', '--owner', '--data', data], [PASSWORD])
  const before = hash()
  expect(await parley(['user', 'password', 'ann', '--data', data], ['grey parasol 4'])).toEqual(
    done('Changed the password of ann; all sessions have ended.'),
  )
  expect(hash()).not.toBe(before)
  expect(await Bun.password.verify('grey parasol 4', String(hash()))).toBe(true)
})

test('a backup is a whole database for this user alone, in a new file', async () => {
  const data = newFolder()
  await parley(['user', 'create', 'ann', '--owner', '--data', data], [PASSWORD])
  const file = join(data, 'copy.db')
  expect(await parley(['backup', file], [], { PARLEY_DATA: data })).toEqual(done(`Wrote ${file}.`))
  expect(accountsIn(data, 'copy.db')).toEqual(accountsIn(data))
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const { mtimeMs } = statSync(file)
  expect(await parley(['backup', file, '--data', data])).toEqual(refused(`${file} is there already; name a new file.`))
  expect(statSync(file).mtimeMs).toBe(mtimeMs)
  expect(await parley(['backup', '/nowhere/copy.db', '--data', data])).toEqual(
    refused('/nowhere/copy.db cannot be written; name another file.'),
  )
})

test('where a server runs, it is asked over its socket, which is for this user alone', async () => {
  const data = newFolder()
  const held = holdDataFolder(data)
  const asked: unknown[] = []
  const listener = listenForCli(held.socketPath, async (request) => {
    asked.push(new URL(request.url).pathname, await request.json())
    return Response.json({})
  })
  expect(statSync(held.socketPath).mode & 0o777).toBe(0o600)
  expect(await parley(['user', 'password', 'ann', '--data', data], [PASSWORD])).toEqual(
    done('Changed the password of ann; all sessions have ended.'),
  )
  expect(asked).toEqual(['/cli/user.password', { userName: 'ann', password: PASSWORD }])
  await listener.stop()
  held.release()
  expect(existsSync(held.socketPath)).toBe(false)
})

test('a socket that a killed server left behind is in nobody’s way', async () => {
  const data = newFolder()
  const held = holdDataFolder(data)
  const server = Bun.spawn(
    [
      process.execPath,
      '-e',
      'Bun.serve({ unix: process.argv[1], fetch: () => new Response() }); console.log("up")',
      held.socketPath,
    ],
    { stdout: 'pipe' },
  )
  await server.stdout.getReader().read()
  server.kill('SIGKILL')
  await server.exited
  held.release()
  expect(existsSync(held.socketPath)).toBe(true)
  expect(await parley(['user', 'create', 'ann', '--owner', '--data', data], [PASSWORD])).toEqual(
    done('Made the account ann, an owner.'),
  )
  const again = holdDataFolder(data)
  const listener = listenForCli(again.socketPath, async () => Response.json({}))
  expect(await parley(['backup', 'x', '--data', data])).toMatchObject({ code: 0 })
  await listener.stop()
  again.release()
})

test('a folder that is held by one who does not listen is left alone', async () => {
  const data = newFolder()
  const held = holdDataFolder(data)
  const { code, complaints } = await parley(['backup', 'x', '--data', data])
  expect(code).toBe(1)
  expect(complaints).toStartWith(`Another Parley (process ${process.pid}) uses ${data};`)
  held.release()
})

test('a wrong setting or option is refused before anything is done', async () => {
  expect(await parley(['backup', 'x', '--port', 'abc'])).toEqual(
    refused('Set --port to a whole number from 0 to 65535, not “abc”.'),
  )
  expect(await parley(['backup', 'x', '--owner'])).toEqual(
    refused('There is no option --owner; add --help to see those that there are.'),
  )
  expect(await parley(['backup'])).toEqual(refused('Type it as: parley backup FILE; add --help to see its options.'))
  expect(await parley(['user', 'delete', 'ann'])).toEqual(
    refused('There is no command “user delete”; parley help lists those that there are.'),
  )
})

test('help names every command, every option and every setting', async () => {
  const overview = await parley(['help'])
  expect(await parley([])).toEqual(overview)
  for (const { name, about, options } of CLI_COMMANDS) {
    expect(overview.said).toContain(`parley ${name}`)
    expect(overview.said).toContain(about)
    const help = await parley([...name.split(' '), '--help'])
    expect(help.code).toBe(0)
    for (const option of options) expect(help.said).toContain(option.about)
  }
  expect((await parley(['serve', '--help'])).said).toContain('--port, PARLEY_PORT or PORT (3000)')
  expect((await parley(['--version'])).said).toMatch(/^parley \d+\.\d+\.\d+$/)
})

test('what is typed cannot move the cursor when it is said again', async () => {
  const data = newFolder()
  const held = holdDataFolder(data)
  const listener = listenForCli(held.socketPath, async () => Response.json({}))
  expect((await parley(['user', 'password', 'a\u001b[2Jnn', '--data', data], [PASSWORD])).said).toContain(
    'a\\u001b[2Jnn',
  )
  await listener.stop()
  held.release()
})
