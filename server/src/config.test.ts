import { expect, test } from 'bun:test'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BASIC_SETTINGS, DEFAULT_LIMITS, loadConfig } from './config.ts'
import { LIMIT_SETTINGS } from './config/limit-settings.ts'
import { SettingError } from './config/setting.ts'

function load(args: string[] = [], env: Record<string, string> = {}, file?: string) {
  const folder = mkdtempSync(join(tmpdir(), 'parley-config-'))
  try {
    if (file !== undefined) writeFileSync(join(folder, '.env'), file)
    return { folder, config: loadConfig(args, env, folder) }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const sentenceOf = (...given: Parameters<typeof load>) => {
  try {
    load(...given)
    return 'accepted'
  } catch (error) {
    return error instanceof SettingError ? error.message : `not a setting’s error: ${String(error)}`
  }
}

test('nothing has to be set', () => {
  const { config, folder } = load()
  expect(config).toEqual({
    port: 3000,
    host: 'localhost',
    dataFolder: join(folder, 'data'),
    url: null,
    trustedProxies: [],
    database: { kind: 'sqlite' },
    acceptUndurable: false,
    drainS: 9,
    logLevel: 'info',
    limits: DEFAULT_LIMITS,
  })
})

test('the limits are those of the project', () => {
  expect(DEFAULT_LIMITS).toMatchObject({
    framesPerS: 20,
    framesBurst: 60,
    messagesPerS: 5,
    messagesBurst: 15,
    guestMessagesPerS: 1,
    logInsPerAccount: 5,
    logInsPerAddress: 100,
    guestsPerHour: 10,
    guestRoomsPerHour: 3,
    connectionsPerUser: 20,
    connectionsPerAddress: 2000,
    handshakesPerS: 2000,
    handshakesPerUserPerS: 2,
    handshakesPerUserBurst: 60,
    helloS: 10,
    headsS: 20,
    unsentSoftBytes: 262_144,
    unsentHardBytes: 1_048_576,
    unsentStallS: 10,
    passwordQueue: 32,
  })
})

test('every setting of the tables reaches the configuration, and nothing else is in it', () => {
  const { config } = load()
  expect(Object.keys(config).toSorted()).toEqual([...Object.keys(BASIC_SETTINGS), 'limits'].toSorted())
  expect(Object.keys(config.limits)).toEqual(Object.keys(LIMIT_SETTINGS))
  for (const [key, one] of Object.entries(LIMIT_SETTINGS)) {
    const value = one.kind.parse('20000') === undefined ? 7 : 20_000
    const env = { PARLEY_LIMIT_UNSENT_SOFT_BYTES: '16384', [one.names[0]]: String(value) }
    expect(load([], env).config.limits).toHaveProperty(key, value)
  }
})

test('a flag counts before the environment, and the environment before the file', () => {
  const file = 'PARLEY_PORT=3003\nPARLEY_HOST=0.0.0.0'
  expect(load([], {}, file).config.port).toBe(3003)
  expect(load([], { PORT: '3002' }, file).config.port).toBe(3002)
  expect(load([], { PORT: '3002', PARLEY_PORT: '3001' }, file).config.port).toBe(3001)
  expect(load(['--port', '3000'], { PARLEY_PORT: '3001' }, file).config.port).toBe(3000)
  expect(load(['--port=4000'], {}, file).config).toMatchObject({ port: 4000, host: '0.0.0.0' })
})

test('an empty variable counts as none', () => {
  expect(load([], { PARLEY_PORT: '', PARLEY_URL: ' ' }, 'PARLEY_PORT=3003').config).toMatchObject({
    port: 3003,
    url: null,
  })
})

test('settings are parsed into what they mean', () => {
  const { config, folder } = load(['--accept-undurable', '--data', 'there', '--log=warn'], {
    PARLEY_URL: 'https://Chat.Example.org:443/',
    PARLEY_TRUSTED_PROXIES: '10.0.0.0/8, ::1',
    PARLEY_DATABASE: 'postgres://ann:secret@db/parley',
    PARLEY_LIMIT_MESSAGES_PER_S: '0.5',
  })
  expect(config).toMatchObject({
    acceptUndurable: true,
    dataFolder: join(folder, 'there'),
    logLevel: 'warn',
    url: 'https://chat.example.org',
    database: { kind: 'postgres', url: 'postgres://ann:secret@db/parley' },
    limits: { messagesPerS: 0.5 },
  })
  expect(config.trustedProxies.map((network) => network.bits)).toEqual([104, 128])
})

test.each([
  [['--port', 'abc'], {}, 'Set --port to a whole number from 0 to 65535, not “abc”.'],
  [[], { PORT: '65536' }, 'Set PORT to a whole number from 0 to 65535, not “65536”.'],
  [[], { PARLEY_PORT: '-1' }, 'Set PARLEY_PORT to a whole number from 0 to 65535, not “-1”.'],
  [
    [],
    { PARLEY_URL: 'chat.example.org' },
    'Set PARLEY_URL to an address without a path, such as https://chat.example.org, not “chat.example.org”.',
  ],
  [
    [],
    { PARLEY_TRUSTED_PROXIES: '10.0.0.0/8,proxy' },
    'Set PARLEY_TRUSTED_PROXIES to addresses or networks with commas between them, such as 127.0.0.1,10.0.0.0/8, not “10.0.0.0/8,proxy”.',
  ],
  [[], { PARLEY_ACCEPT_UNDURABLE: 'maybe' }, 'Set PARLEY_ACCEPT_UNDURABLE to 1 or 0, not “maybe”.'],
  [[], { PARLEY_LOG: 'loud' }, 'Set PARLEY_LOG to one of off, error, warn, info, debug, not “loud”.'],
  [
    [],
    { PARLEY_LIMIT_MESSAGES_PER_S: '0' },
    'Set PARLEY_LIMIT_MESSAGES_PER_S to a number above 0 and up to 1000000, not “0”.',
  ],
  [
    [],
    { PARLEY_HOST: 'http://x' },
    'Set PARLEY_HOST to a host name or an address, such as localhost or 0.0.0.0, not “http://x”.',
  ],
  [['--prot', '3000'], {}, 'There is no option --prot; add --help to see those that there are.'],
  [['--port'], {}, 'The option --port needs a value after it.'],
  [['--port', '--host'], {}, 'The option --port needs a value after it.'],
  [['--port=1', '--port=2'], {}, 'The option --port comes twice; leave one of them out.'],
  [['3000'], {}, '“3000” means nothing here; parley serve --help lists the settings.'],
  [
    ['--limit-unsent-hard-bytes=20000'],
    {},
    'Set PARLEY_LIMIT_UNSENT_HARD_BYTES to no less than PARLEY_LIMIT_UNSENT_SOFT_BYTES.',
  ],
] as [string[], Record<string, string>, string][])(
  'what is wrong is told in one sentence: %p %p',
  (args, env, sentence) => {
    expect(sentenceOf(args, env)).toBe(sentence)
  },
)

test.each([
  'https://chat.example.org/chat',
  'https://a@b',
  'https://a?b',
  'https://a#b',
  'ftp://a',
  'javascript:1',
  'https:a',
])('%s is no address for people to type', (url) => {
  expect(sentenceOf([], { PARLEY_URL: url })).toStartWith('Set PARLEY_URL')
})

test('a wrong database address is not repeated, for it may hold a password', () => {
  expect(sentenceOf([], { PARLEY_DATABASE: 'mysql://ann:secret@db' })).not.toContain('secret')
  expect(sentenceOf([], { PARLEY_DATABASE: 'mysql://ann:secret@db' })).toStartWith('Set PARLEY_DATABASE')
})

test('the file .env may have comments, quotes, exports and names of others', () => {
  const file =
    '\ufeff# Parley\r\n\r\nexport PARLEY_PORT = 3001 # here\r\nPARLEY_DATA="a # b"\nPARLEY_HOST=\'::1\'\nOTHER=1\nPARLEY_URL=\n'
  expect(load([], {}, file).config).toMatchObject({
    port: 3001,
    dataFolder: expect.stringMatching(/a # b$/),
    host: '::1',
    url: null,
  })
})

test('a wrong line of .env is named', () => {
  expect(sentenceOf([], {}, 'PARLEY_PORT=1\nhello')).toBe('Write line 2 of .env as NAME=value, or put # before it.')
  expect(sentenceOf([], {}, 'PARLEY_PROT=1')).toBe(
    'There is no setting PARLEY_PROT (line 1 of .env); parley serve --help lists those that there are.',
  )
})
