import { chmodSync, closeSync, openSync, rmSync } from 'node:fs'
import { isAbsolute } from 'node:path'
import { ParleyError } from '@parley/protocol/errors.ts'
import { Password, text } from '@parley/protocol/values.ts'
import * as z from 'zod/mini'
import { createUser } from '../accounts/create-user.ts'
import type { Passwords } from '../accounts/password.ts'
import { resetPassword } from '../accounts/reset-password.ts'
import type { Lane } from '../database/lane.ts'
import { StartError } from '../database/start-error.ts'
import type { Store } from '../database/store.ts'
import type { Log } from '../log.ts'
import { refusal, toVisible } from './answers.ts'
import { readBody } from './read-body.ts'

/** What the commands of the command line need of the program. */
export type CliDoorPorts = {
  lane: Pick<Lane, 'chore'>
  store: Pick<Store, 'backup'>
  passwords: Passwords
  /** Whether a community that is founded here lets guests make rooms. */
  guestRooms: boolean
  log: Log
}

/** Answers `POST /cli/<command>`; who can reach this door may do everything. */
export function cliDoor(ports: CliDoorPorts): (request: Request) => Promise<Response> {
  return async (request) => {
    const name = new URL(request.url).pathname.replace(/^\/cli\//, '')
    try {
      if (request.method !== 'POST' || !isCliCommand(name)) throw new ParleyError('unknown_command')
      await COMMANDS[name](ports, await readBody(request))
      return Response.json({})
    } catch (error) {
      return refusal(toVisible(withSentence(error), ports.log, `cli ${name}`))
    }
  }
}

/** Listens on a socket in the data folder for this user alone. The folder is held, so one that is there is a dead one. */
export function listenForCli(
  socketPath: string,
  answer: (request: Request) => Promise<Response>,
): { stop: () => Promise<void> } {
  rmSync(socketPath, { force: true })
  const before = process.umask(0o177)
  try {
    const listener = Bun.serve({
      unix: socketPath,
      fetch: (request, server) => {
        // A large backup takes its time.
        server.timeout(request, 0)
        return answer(request)
      },
    })
    chmodSync(socketPath, 0o600)
    return {
      stop: async () => {
        await listener.stop()
        rmSync(socketPath, { force: true })
      },
    }
  } finally {
    process.umask(before)
  }
}

const NewUserInput = z.strictObject({
  userName: text(64),
  displayName: z.optional(text(256)),
  communityName: z.optional(text(256)),
  password: Password,
  isOwner: z.boolean(),
})
const NewPasswordInput = z.strictObject({ userName: text(64), password: Password })
const BackupInput = z.strictObject({ file: text(4_096) })

const COMMANDS = {
  'user.create': async (ports: CliDoorPorts, body: unknown) => {
    const { displayName, communityName, ...user } = parse(NewUserInput, body)
    const names = {
      ...(displayName === undefined ? {} : { displayName }),
      ...(communityName === undefined ? {} : { communityName }),
    }
    await ports.lane.chore(
      'user.create',
      await createUser(ports.passwords, { ...user, ...names, guestRooms: ports.guestRooms }),
    )
  },
  'user.password': async (ports: CliDoorPorts, body: unknown) => {
    const { userName, password } = parse(NewPasswordInput, body)
    await ports.lane.chore('user.password', await resetPassword(ports.passwords, userName, password))
  },
  backup: async (ports: CliDoorPorts, body: unknown) => {
    const { file } = parse(BackupInput, body)
    if (!isAbsolute(file)) throw problem(`Give the whole path of the file, not “${file}”.`)
    makePrivate(file)
    try {
      await ports.store.backup(file)
    } catch (error) {
      rmSync(file, { force: true })
      throw error
    }
  },
} as const

function isCliCommand(name: string): name is keyof typeof COMMANDS {
  return Object.hasOwn(COMMANDS, name)
}

/** A backup holds what the database holds, so the file is made for this user alone before anything is in it. */
function makePrivate(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600))
  } catch (error) {
    const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST'
    throw problem(
      exists ? `${file} is there already; name a new file.` : `${file} cannot be written; name another file.`,
    )
  }
}

function parse<T extends z.ZodMiniType>(schema: T, body: unknown): z.infer<T> {
  const parsed = schema.safeParse(body)
  if (!parsed.success) throw new ParleyError('bad_input')
  return parsed.data
}

function withSentence(error: unknown): unknown {
  return error instanceof StartError ? problem(error.message) : error
}

function problem(sentence: string): ParleyError {
  return new ParleyError('bad_input', { problem: sentence })
}
