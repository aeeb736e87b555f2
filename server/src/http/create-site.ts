import { QUERIES } from '@parley/protocol/queries.ts'
import { loadViews } from '@parley/web/client/app/lazy-view.tsx'
import type { Hono } from 'hono'
import type { Config } from '../config.ts'
import { accessLogs } from '../events/access.ts'
import { readLog } from '../events/read-log.ts'
import type { Hub } from '../live/hub.ts'
import { createLive, type Live, type LivePorts } from '../live/live.ts'
import { findWatchable } from '../live/watchable.ts'
import type { Log } from '../log.ts'
import { type Parley, parseInput } from '../parley.ts'
import { refreshActor } from '../sessions/authenticate.ts'
import { clientReader } from './addresses.ts'
import { createDoor } from './create-door.ts'
import type { Door } from './door.ts'
import type { Env } from './env.ts'
import { createHttp } from './http.ts'
import { type Assets, openAssets } from './pages/assets.ts'
import { ParsedBodies } from './pages/bodies.ts'
import { hubRooms } from './pages/live-rooms.ts'
import { mountPages, showFormProblem } from './pages/mount-pages.ts'
import type { PagePorts } from './pages/page-context.ts'
import { sessionBearer, visitorBearer } from './form-tokens.ts'

/** All doors that people come through. */
export type Site = { http: Hono<Env>; live: Live; drain: () => void }

type SiteOptions = { config: Config; log: Log; parley: Parley; hub: Hub }

/** Puts pages, command and query doors and live delivery together. */
export async function createSite(options: SiteOptions): Promise<Site> {
  const { config, log, parley } = options
  let isReady = true
  await loadViews()
  const assets = await openAssets()
  const pagePorts = pagePortsOf(options, assets, () => door)
  const door = createDoor({
    parley,
    log,
    limits: config.limits,
    now: () => performance.now(),
    url: config.url,
    showFormProblem: showFormProblem(pagePorts, log),
  })
  const live = createLive(livePortsOf(options, { assets, door, isReady: () => isReady }))
  const http = createHttp({
    door,
    readClient: clientReader({
      trustedProxies: config.trustedProxies,
      isTls: config.url?.startsWith('https:') ?? false,
      warn: (sentence) => log.warn('forwarded_header_ignored', { sentence }),
    }),
    isReady: () => isReady,
    longPoll: live.longPoll,
    eventStream: live.eventStream,
    mountPages: mountPages(pagePorts, log),
  })
  return {
    http,
    live,
    drain: () => {
      isReady = false
    },
  }
}

/** Pages and door need one another: pages show the form's token, and the door shows a form again with its problem. */
function pagePortsOf({ parley, hub }: SiteOptions, assets: Assets, door: () => Door): PagePorts {
  return {
    ask: parley.ask,
    assets,
    bodies: new ParsedBodies(),
    liveRooms: hubRooms(hub),
    clock: Date.now,
    newId: () => Bun.randomUUIDv7(),
    formToken: (visit, visitorId) =>
      door().formTokens.issue(
        visit.actor.sessionId === null ? visitorBearer(visitorId) : sessionBearer(visit.actor.sessionId),
      ),
    originOf: (visit, headers) => door().allowedOrigin(visit.client, headers) ?? '',
  }
}

type LiveParts = { assets: Assets; door: Door; isReady: () => boolean }

function livePortsOf({ config, log, parley, hub }: SiteOptions, { assets, door, isReady }: LiveParts): LivePorts {
  return {
    hub,
    read: parley.store.read,
    reads: {
      refresh: (reader, actor) => refreshActor(reader, actor, { now: Date.now(), lifetimes: parley.lifetimes }),
      accessLogs,
      readLog,
    },
    readLogs: async (input, actor) => parley.ask('log.read', parseInput(QUERIES['log.read'].input, input), actor),
    epoch: parley.epoch,
    build: assets.build,
    clock: Date.now,
    now: () => performance.now(),
    random: Math.random,
    pause: Bun.sleep,
    log,
    command: parley.command,
    query: parley.query,
    findWatchable,
    left: (actor) => parley.visits.note(actor, Date.now()),
    allowedOrigin: door.allowedOrigin,
    isReady,
    limits: liveLimits(config),
  }
}

/** Connections are not all told at once. */
const HEADS_SPREAD_MS = 5_000

function liveLimits({ limits }: Config) {
  return {
    framesPerS: limits.framesPerS,
    framesBurst: limits.framesBurst,
    socketsPerUser: limits.connectionsPerUser,
    connectionsPerAddress: limits.connectionsPerAddress,
    handshakesPerS: limits.handshakesPerS,
    handshakesPerUserPerS: limits.handshakesPerUserPerS,
    handshakesPerUserBurst: limits.handshakesPerUserBurst,
    streamsPerSession: limits.streamsPerSession,
    helloMs: limits.helloS * 1_000,
    headsMinMs: limits.headsS * 1_000,
    headsMaxMs: limits.headsS * 1_000 + HEADS_SPREAD_MS,
    softBytes: limits.unsentSoftBytes,
    hardBytes: limits.unsentHardBytes,
    stuckMs: limits.unsentStallS * 1_000,
  }
}
