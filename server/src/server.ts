import { existsSync } from 'node:fs'
import { Passwords } from './accounts/password.ts'
import { isLocalSite } from './cli-door.ts'
import { newSetUpCode } from './community/set-up-code.ts'
import { findCommunity } from './community/queries.ts'
import type { EntryRules } from './commands.ts'
import type { Config } from './config.ts'
import { holdDataFolder } from './database/data-folder.ts'
import { openStore } from './database/open-store.ts'
import type { Store } from './database/store.ts'
import { groupOfAddress } from './http/addresses.ts'
import { cliDoor, listenForCli } from './http/cli-door.ts'
import { createSite } from './http/create-site.ts'
import { listen, requireFreePort } from './http/listen.ts'
import { PeriodLimit } from './http/rate-limits.ts'
import { writeLimits } from './http/write-limits.ts'
import { listJobs } from './jobs/jobs.ts'
import { lifetimesOf } from './sessions/lifetime.ts'
import { createSchedule } from './jobs/schedule.ts'
import { Hub } from './live/hub.ts'
import { ROUND_MS } from './live/live.ts'
import { createLog, type Log } from './log.ts'
import { createParley } from './parley.ts'

/** A server that takes requests. */
export type RunningServer = {
  url: string
  /** Null once there is an owner. */
  setUpCode: string | null
  /** Takes nothing new, finishes what it has begun, and lets go of the data folder. */
  stop: () => Promise<void>
}

const HOUR_MS = 3_600_000
const JOBS_MS = 1_000
const ANSWER_MS = 50

/** For everything that waits: a clock of the day that is set back would make it wait as long again. */
const elapsed = () => performance.now()

/** Starts everything: data folder, database, core, live delivery, doors. Throws `StartError`. */
export async function startServer(config: Config): Promise<RunningServer> {
  const log = createLog(config.logLevel, (line) => process.stdout.write(line))
  // A start that fails leaves nothing where nothing was, and a database as it is.
  if (!existsSync(config.dataFolder)) requireFreePort(config)
  const folder = holdDataFolder(config.dataFolder)
  let store: Store | null = null
  try {
    requireFreePort(config)
    store = await openStore(config, folder.databasePath, Date.now())
    const running = await startOver(config, log, store, folder.socketPath)
    return { ...running, stop: () => running.stop().then(folder.release) }
  } catch (error) {
    await store?.close()
    folder.release()
    throw error
  }
}

async function startOver(config: Config, log: Log, store: Store, socketPath: string): Promise<RunningServer> {
  const passwords = new Passwords({ queue: config.limits.passwordQueue })
  const entryRules = await rulesOfEntry(config, store, passwords)
  const hub = new Hub({ now: elapsed, log })
  const parley = await createParley({
    store,
    log,
    clock: Date.now,
    publish: hub.publish,
    takeWrite: writeLimits({ ...config.limits, now: elapsed }),
    entryRules,
    lifetimes: lifetimesOf(config.limits),
    giveUp: (cause) => {
      log.error('storage_failed', cause)
      // Those who waited for it are told first, so that they try again.
      setTimeout(() => process.exit(70), ANSWER_MS)
    },
  })
  const site = await createSite({ config, log, parley, hub })
  const listener = listen(config, site)
  const cli = listenForCli(
    socketPath,
    cliDoor({ lane: parley.lane, store, passwords, guestRooms: isLocalSite(config), log }),
  )
  const schedule = createSchedule(listJobs(parley), {
    lane: parley.lane,
    clock: elapsed,
    report: (cause, job) => log.error('job_failed', cause, { job }),
  })
  const jobs = setInterval(() => void schedule.runDue(), JOBS_MS)
  const rounds = setInterval(() => site.live.round(), ROUND_MS)
  return {
    url: config.url ?? listener.url,
    setUpCode: entryRules.setUpCode,
    stop: async () => {
      clearInterval(jobs)
      site.drain()
      const isDone = await within(config.drainS * 1_000, async () => {
        await Promise.all([site.live.drain(), schedule.stop()])
        await listener.answered()
        await cli.stop()
        await parley.lane.drain()
      })
      clearInterval(rounds)
      await listener.stop()
      // What still writes is ended with the process: nobody was told that it is done.
      if (isDone) await store.close()
      else log.warn('drain_unfinished', { drainS: config.drainS })
    },
  }
}

async function rulesOfEntry(config: Config, store: Store, passwords: Passwords): Promise<EntryRules> {
  const isFounded = await store.read(async (reader) => (await findCommunity(reader)) !== undefined)
  const { guestsPerHour, guestRoomsPerHour } = config.limits
  const guests = new PeriodLimit({ most: guestsPerHour, periodMs: HOUR_MS, now: elapsed })
  const rooms = new PeriodLimit({ most: guestRoomsPerHour, periodMs: HOUR_MS, now: elapsed })
  return {
    passwords,
    setUpCode: isFounded ? null : newSetUpCode(),
    takeNewGuest: (origin) => guests.take(groupOfAddress(origin.address)),
    takeNewGuestRoom: (origin) => rooms.take(groupOfAddress(origin.address)),
  }
}

/** Answers whether the work was done in time. */
async function within(ms: number, work: () => Promise<void>): Promise<boolean> {
  return Promise.race([work().then(() => true), Bun.sleep(ms).then(() => false)])
}
