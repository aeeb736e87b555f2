import { Passwords } from './accounts/password.ts'
import type { Config } from './config.ts'
import { holdDataFolder } from './database/data-folder.ts'
import { createLane } from './database/lane.ts'
import { openStore } from './database/open-store.ts'
import { factOf } from './events/heads.ts'
import { isLocalAddress } from './http/addresses.ts'
import { cliDoor } from './http/cli-door.ts'
import { createLog } from './log.ts'

/** A door for one command, where no server runs. */
export type CliDoor = { answer: (request: Request) => Promise<Response>; close: () => Promise<void> }

/** Takes the data folder and opens the database for one command of the command line. Throws `StartError`. */
export async function openCliDoor(config: Config): Promise<CliDoor> {
  const folder = holdDataFolder(config.dataFolder)
  const log = createLog(config.logLevel, (line) => process.stderr.write(line))
  try {
    const store = await openStore(config, folder.databasePath, Date.now())
    const secret = await store.read((reader) => factOf(reader, 'secret'))
    const nobodyAsks = () => Promise.reject(new Error('only chores run here'))
    const lane = createLane({
      store,
      secret: secret ?? '',
      clock: Date.now,
      breathe: async () => {},
      run: nobodyAsks,
      refresh: nobodyAsks,
      carry: async () => () => {},
      giveUp: (cause) => log.error('storage_failed', cause),
      report: (cause, command) => log.error('write_failed', cause, { command }),
    })
    const passwords = new Passwords({ queue: config.limits.passwordQueue })
    return {
      answer: cliDoor({ lane, store, passwords, guestRooms: isLocalSite(config), log }),
      close: async () => {
        await lane.drain()
        await store.close()
        folder.release()
      },
    }
  } catch (error) {
    folder.release()
    throw error
  }
}

/** Tells whether only people on this machine or its own network can come: there, guests may make rooms from the start. */
export function isLocalSite({ url, host }: Pick<Config, 'url' | 'host'>): boolean {
  const name = url === null ? host : new URL(url).hostname.replace(/^\[|\]$/g, '')
  return name === 'localhost' || isLocalAddress(name)
}
