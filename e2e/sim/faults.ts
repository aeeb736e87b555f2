import type { FaultEntry } from '../checker/history.ts'
import type { Device } from './device.ts'
import type { Disk } from './disk.ts'
import type { FrameFault } from './line.ts'
import type { Loop } from './loop.ts'
import type { FaultKind, Step } from './plan.ts'
import type { Recorder } from './recorder.ts'
import type { Servers } from './servers.ts'

export type FaultParts = {
  loop: Loop
  recorder: Recorder
  disk: Disk
  servers: Servers
  devices: readonly Device[]
}

type Fault = Step & { is: 'fault' }

/** Does things to the system, and writes down those that were felt. */
export class Faults {
  readonly #parts: FaultParts

  constructor(parts: FaultParts) {
    this.#parts = parts
  }

  inflict(fault: Fault): void {
    const device = this.#parts.devices[fault.device]!
    this.#doers[fault.what](fault, device)
  }

  readonly #doers: Record<FaultKind, (fault: Fault, device: Device) => void> = {
    'node killed': (fault) => this.#kill(fault, true),
    'node vanished': (fault) => this.#kill(fault, false),
    'node killed before a commit': (fault) =>
      this.#parts.disk.endAt('before the commit', () => this.#kill(fault, true)),
    'node killed after a commit': (fault) => this.#parts.disk.endAt('after the commit', () => this.#kill(fault, true)),
    'node drained': (fault) => {
      this.#felt(fault, [], `${this.#parts.servers.open} connections closed`)
      void this.#parts.servers.drain(Math.min(fault.forMs, 3_000))
    },
    'node asleep': (fault) => {
      const forMs = Math.min(fault.forMs, 20_000)
      this.#parts.servers.sleep(this.#parts.loop.now + forMs)
      this.#felt(fault, [], `${this.#parts.servers.open} connections waited`, forMs)
    },
    'slow disk': (fault) => {
      this.#parts.disk.beSlow(this.#parts.loop.now + fault.forMs)
      this.#felt(fault, [], 'commits waited')
    },
    'full disk': (fault) => this.#failDisk(fault, 'SQLITE_FULL'),
    'failing disk': (fault) => this.#failDisk(fault, 'SQLITE_IOERR_FSYNC'),
    'clock back': (fault) => this.#jump(fault, -1),
    'clock ahead': (fault) => this.#jump(fault, 1),
    'connection reset': (fault, device) => this.#onWire(fault, device, (wire) => wire.reset()),
    'client vanished': (fault, device) => this.#onWire(fault, device, (wire) => wire.halve('client')),
    'server vanished': (fault, device) => this.#onWire(fault, device, (wire) => wire.halve('server')),
    'line blocked': (fault, device) => this.#block(fault, device, ['up', 'down']),
    'line blocked one way': (fault, device) => this.#block(fault, device, [fault.pick % 2 === 0 ? 'up' : 'down']),
    'client killed': (fault, device) => {
      this.#felt(fault, [device], `${device.parley.state.outbox.length} commands waited`)
      device.restart()
    },
    'client asleep': (fault, device) => {
      // Who falls asleep again in his sleep wakes no sooner.
      device.asleepUntil = Math.max(device.asleepUntil, this.#parts.loop.now + fault.forMs)
      this.#felt(fault, [device], 'the client stood still')
    },
    'slow reader': (fault, device) => this.#slowReader(fault, device),
    'frame lost': (fault, device) => this.#frame(fault, device, 'lost', DOWN),
    'frame doubled': (fault, device) => this.#frame(fault, device, 'doubled', DOWN),
    'frame overtaken': (fault, device) => this.#frame(fault, device, 'overtaken', DOWN),
    'command lost': (fault, device) => this.#frame(fault, device, 'lost', UP),
    'command doubled': (fault, device) => this.#frame(fault, device, 'doubled', UP),
    'client clock': (fault, device) => {
      device.skewMs = (fault.pick % 2 === 0 ? 1 : -1) * 365 * 86_400_000
      this.#felt(fault, [], 'a year off')
    },
    'last words lost': (fault, device) => {
      const explains = ['gap', 'reset', 'reconnect'] as const
      device.line.mute(this.#once(() => this.#felt(fault, [device], 'events were lost', 30_000, [...explains])))
    },
  }

  #kill(fault: Fault, isTold: boolean): void {
    const { servers, devices } = this.#parts
    const { open } = servers
    if (!servers.kill(isTold, Math.min(fault.forMs, 10_000))) return
    // Whoever is not told finds out by silence.
    this.#felt(fault, [...devices], `${open} connections lost`, 10_000 + (isTold ? 0 : 50_000))
  }

  #failDisk(fault: Fault, code: 'SQLITE_FULL' | 'SQLITE_IOERR_FSYNC'): void {
    const until = this.#parts.loop.now + Math.min(fault.forMs, 5_000)
    const onHit = this.#once((witness: string) => this.#felt(fault, [...this.#parts.devices], witness, 10_000))
    this.#parts.disk.fail({ code, until, onHit: () => onHit('a commit failed') })
  }

  #jump(fault: Fault, sign: 1 | -1): void {
    this.#parts.servers.skewMs += sign * 3_600_000
    this.#felt(fault, [], 'an hour')
  }

  #onWire(fault: Fault, device: Device, act: (wire: NonNullable<Device['wire']>) => void): void {
    const { wire } = device
    if (!wire?.isOpen) return
    this.#felt(fault, [device], 'an open connection was lost', 60_000)
    act(wire)
  }

  #block(fault: Fault, device: Device, directions: ('up' | 'down')[]): void {
    device.line.block(directions, this.#parts.loop.now + fault.forMs)
    this.#felt(fault, [device], `nothing arrived ${directions.join(' and ')}`)
  }

  #slowReader(fault: Fault, device: Device): void {
    const { loop } = this.#parts
    const socket = device.wire?.server
    if (!socket) return
    socket.reads = false
    const forMs = Math.min(fault.forMs, 20_000)
    this.#felt(fault, [device], 'bytes waited at the server', forMs)
    loop.after(forMs, () => socket.drain())
  }

  #frame(fault: Fault, device: Device, what: FrameFault, kinds: readonly string[]): void {
    const { loop } = this.#parts
    const kind = kinds[fault.pick % kinds.length]!
    // What is found only by the next heartbeat takes as long as that.
    const onHit = () => this.#felt(fault, [device], `a frame ${kind}`, 30_000, ['gap', 'reset', 'reconnect'])
    device.line.arm({ fault: what, kind, until: loop.now + 20_000, onHit })
  }

  #once<A extends unknown[]>(felt: (...args: A) => void): (...args: A) => void {
    let isFelt = false
    return (...args) => {
      if (!isFelt) felt(...args)
      isFelt = true
    }
  }

  #felt(
    fault: Fault,
    by: Device[],
    witness: string,
    forMs = fault.forMs,
    explains: FaultEntry['explains'] = ['reconnect', 'reset'],
  ): void {
    const { loop, recorder } = this.#parts
    const clients = by.length > 0 ? { clients: by.map(({ name }) => name) } : {}
    recorder.write({ k: 'fault', until: loop.now + forMs, kind: fault.what, witness, explains, ...clients })
  }
}

const DOWN = ['down events', 'down events', 'down events', 'down heads', 'down answer', 'down results']
const UP = ['up commands', 'up commands', 'up query']
