import { join, resolve } from 'node:path'
import { type Arguments, type KnownFlags, parseArguments } from './config/arguments.ts'
import { readEnvFile } from './config/env-file.ts'
import {
  type DatabaseChoice,
  database,
  folder,
  host,
  networks,
  oneOf,
  siteUrl,
  wholeNumber,
  yesOrNo,
} from './config/kinds.ts'
import { LIMIT_SETTINGS } from './config/limit-settings.ts'
import {
  type AnySetting,
  flagOf,
  readSetting,
  type Setting,
  setting,
  SettingError,
  type Sources,
} from './config/setting.ts'
import type { Network } from './http/addresses.ts'
import { LOG_LEVELS, type LogLevel } from './log.ts'

/** Everything that can be set but the limits. */
export const BASIC_SETTINGS = {
  port: setting(['PARLEY_PORT', 'PORT'], wholeNumber(0, 65_535), '3000', 'The port to listen on; 0 takes a free one.'),
  host: setting('PARLEY_HOST', host, 'localhost', 'The address to listen on; 0.0.0.0 lets other machines in.'),
  dataFolder: setting('PARLEY_DATA', folder, './data', 'The folder that holds everything; it is made if need be.'),
  url: setting(
    'PARLEY_URL',
    siteUrl,
    '',
    'The address that people type, such as https://chat.example.org; by default what each request says.',
  ),
  trustedProxies: setting(
    'PARLEY_TRUSTED_PROXIES',
    networks,
    '',
    'Addresses or networks of proxies whose X-Forwarded headers are believed, with commas between them.',
  ),
  database: setting(
    'PARLEY_DATABASE',
    database,
    'sqlite',
    'sqlite keeps everything in the data folder; postgres://user:password@host/name uses PostgreSQL 15 or later.',
  ),
  acceptUndurable: setting(
    'PARLEY_ACCEPT_UNDURABLE',
    yesOrNo,
    '0',
    '1 starts on a PostgreSQL that may lose what it confirmed (fsync or full_page_writes off); for tests.',
  ),
  drainS: setting(
    'PARLEY_DRAIN_S',
    wholeNumber(0, 3_600),
    '9',
    'Seconds in which Parley finishes what it has begun when it is stopped.',
  ),
  logLevel: setting(
    'PARLEY_LOG',
    oneOf(...LOG_LEVELS),
    'info',
    'How much is logged: off, error, warn, info (a line for each request) or debug.',
  ),
} as const

/** How much, how often and how long. */
export type Limits = { readonly [K in keyof typeof LIMIT_SETTINGS]: number }

/** Every setting, read once. */
export type Config = {
  readonly port: number
  readonly host: string
  /** An absolute path. */
  readonly dataFolder: string
  /** The origin of our pages; null to take it from each request. */
  readonly url: string | null
  readonly trustedProxies: readonly Network[]
  readonly database: DatabaseChoice
  readonly acceptUndurable: boolean
  readonly drainS: number
  readonly logLevel: LogLevel
  readonly limits: Limits
}

/** All settings in the order in which people read about them. */
export const ALL_SETTINGS: readonly AnySetting[] = [...Object.values(BASIC_SETTINGS), ...Object.values(LIMIT_SETTINGS)]

/** The flags of all settings. */
export const SETTING_FLAGS: KnownFlags = new Map(
  ALL_SETTINGS.map((one) => [flagOf(one), one.kind.needsNoValue ? { bare: '1' } : {}] as const),
)

/** Reads every setting: flag before environment before `.env` in `folderPath`. Throws `SettingError` for what is wrong. */
export function loadConfig(args: readonly string[], env: Sources['env'], folderPath: string): Config {
  const { flags, words } = parseArguments(args, SETTING_FLAGS)
  const [word] = words
  if (word !== undefined)
    throw new SettingError(`“${word}” means nothing here; parley serve --help lists the settings.`)
  return configFrom({ flags, words }, env, folderPath)
}

/** The same from arguments that were sorted already. */
export function configFrom({ flags }: Arguments, env: Sources['env'], folderPath: string): Config {
  const names = new Set(ALL_SETTINGS.flatMap((one) => one.names))
  const file = readEnvFile(join(folderPath, '.env'), (name) => names.has(name))
  const read = <T>(one: Setting<T>) => readSetting(one, { flags, env, file })
  const basic = BASIC_SETTINGS
  const config: Config = {
    port: read(basic.port),
    host: read(basic.host),
    dataFolder: resolve(folderPath, read(basic.dataFolder)),
    url: read(basic.url),
    trustedProxies: read(basic.trustedProxies),
    database: read(basic.database),
    acceptUndurable: read(basic.acceptUndurable),
    drainS: read(basic.drainS),
    logLevel: read(basic.logLevel),
    limits: readLimits(read),
  }
  if (config.limits.unsentHardBytes < config.limits.unsentSoftBytes) {
    throw new SettingError('Set PARLEY_LIMIT_UNSENT_HARD_BYTES to no less than PARLEY_LIMIT_UNSENT_SOFT_BYTES.')
  }
  return config
}

function readLimits(read: (one: Setting<number>) => number): Limits {
  const of = LIMIT_SETTINGS
  return {
    framesPerS: read(of.framesPerS),
    framesBurst: read(of.framesBurst),
    messagesPerS: read(of.messagesPerS),
    messagesBurst: read(of.messagesBurst),
    guestMessagesPerS: read(of.guestMessagesPerS),
    guestMessagesBurst: read(of.guestMessagesBurst),
    logInsPerAccount: read(of.logInsPerAccount),
    logInsPerAddress: read(of.logInsPerAddress),
    guestsPerHour: read(of.guestsPerHour),
    guestRoomsPerHour: read(of.guestRoomsPerHour),
    connectionsPerUser: read(of.connectionsPerUser),
    connectionsPerAddress: read(of.connectionsPerAddress),
    handshakesPerS: read(of.handshakesPerS),
    handshakesPerUserPerS: read(of.handshakesPerUserPerS),
    handshakesPerUserBurst: read(of.handshakesPerUserBurst),
    streamsPerSession: read(of.streamsPerSession),
    helloS: read(of.helloS),
    headsS: read(of.headsS),
    unsentSoftBytes: read(of.unsentSoftBytes),
    unsentHardBytes: read(of.unsentHardBytes),
    unsentStallS: read(of.unsentStallS),
    sessionIdleDays: read(of.sessionIdleDays),
    sessionDays: read(of.sessionDays),
    guestIdleDays: read(of.guestIdleDays),
    guestRoomIdleDays: read(of.guestRoomIdleDays),
    passwordQueue: read(of.passwordQueue),
  }
}

/** The limits as they are when nobody sets them. */
export const DEFAULT_LIMITS: Limits = readLimits((one) =>
  readSetting(one, { flags: new Map(), env: {}, file: new Map() }),
)
