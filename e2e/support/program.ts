import { join } from 'node:path'

/** The folder of the whole project. */
export const ROOT = join(import.meta.dir, '..', '..')

/** A run of the command line. */
export type Running = {
  pid: number
  /** Where it can be reached, once it says so; rejects with what it said when it ends before. */
  url: Promise<string>
  /** What it prints after that on an empty database. */
  setUpCode: Promise<string>
  ended: Promise<Ended>
  signal: (signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL') => void
}

/** How a run ended, and everything that it said. */
export type Ended = { code: number | null; out: string; complaints: string }

type RunOptions = { cwd?: string; uid?: number }

/** Starts `parley …` with these settings and no others. */
export function runParley(
  args: readonly string[],
  settings: Record<string, string>,
  options: RunOptions = {},
): Running {
  const child = Bun.spawn(
    [...asUser(options.uid), process.execPath, '--no-env-file', join(ROOT, 'cli/src/main.ts'), ...args],
    {
      cwd: options.cwd ?? ROOT,
      env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '/', ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  const url = Promise.withResolvers<string>()
  const setUpCode = Promise.withResolvers<string>()
  for (const { promise } of [url, setUpCode]) promise.catch(() => {})
  const out = collect(child.stdout, (text) => {
    const address = /^Parley is at (\S+?)(?: \(.*\))?$/m.exec(text)?.[1]
    const code = /^The set-up code is ([^:\s]+):/m.exec(text)?.[1]
    if (address !== undefined) url.resolve(address)
    if (code !== undefined) setUpCode.resolve(code)
  })
  const complaints = collect(child.stderr, () => {})
  const ended = child.exited.then(async () => {
    const all = { code: child.exitCode, out: await out, complaints: await complaints }
    const reason = new Error(`Parley ended before it was ready: ${all.out}${all.complaints}`)
    for (const { reject } of [url, setUpCode]) reject(reason)
    return all
  })
  return {
    pid: child.pid,
    url: url.promise,
    setUpCode: setUpCode.promise,
    ended,
    signal: (signal) => child.kill(signal),
  }
}

/** Runs `parley …` to its end. */
export function parley(
  args: readonly string[],
  settings: Record<string, string>,
  options: RunOptions = {},
): Promise<Ended> {
  return runParley(args, settings, options).ended
}

function asUser(uid: number | undefined): string[] {
  return uid === undefined ? [] : ['setpriv', `--reuid=${uid}`, `--regid=${uid}`, '--clear-groups']
}

async function collect(stream: ReadableStream<Uint8Array>, heard: (textSoFar: string) => void): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of stream) {
    text += decoder.decode(chunk, { stream: true })
    heard(text)
  }
  return text
}
