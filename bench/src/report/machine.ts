import { readFileSync } from 'node:fs'
import { cpus, release, tmpdir, totalmem } from 'node:os'

/** What the figures were measured on. */
export function machine(): string[][] {
  const [first] = cpus()
  return [
    ['processor', `${first?.model.trim()}, ${cpus().length} of its threads`],
    ['memory', `${Math.round(totalmem() / 2 ** 30)} GB`],
    ['kernel', `Linux ${release()}`],
    ['file system of the data', said(['df', '--output=fstype', tmpdir()]).split('\n').at(-1) ?? ''],
    ['load of the machine when it ended', readFileSync('/proc/loadavg', 'utf8').split(' ').slice(0, 3).join(' ')],
  ]
}

/** What was measured, as it says itself. */
export function versions(): string[][] {
  const python = 'import django, channels, channels_redis, daphne\n'
  const names = 'print(django.__version__, channels.__version__, channels_redis.__version__, daphne.__version__)'
  return [
    ['Bun', Bun.version],
    ['Node', said(['node', '--version'])],
    ['Socket.IO, ws, libsql', ['socket.io', 'ws', 'libsql'].map(versionOf).join(', ')],
    [
      'Django, Channels, channels_redis, Daphne',
      said(['/usr/bin/python3', '-c', python + names]).replaceAll(' ', ', '),
    ],
    ['Redis', /v=(\S+)/.exec(said(['redis-server', '--version']))?.[1] ?? ''],
    ['compiler', said(['g++', '--version']).split('\n')[0] ?? ''],
  ]
}

/** Of the working copy; figures that were printed before may be of another. */
export function commit(): string {
  return said(['git', 'describe', '--always', '--dirty'])
}

function versionOf(name: string): string {
  const { version }: { version: string } = JSON.parse(
    readFileSync(new URL(`../../../node_modules/${name}/package.json`, import.meta.url), 'utf8'),
  )
  return version
}

function said(command: string[]): string {
  return Bun.spawnSync(command).stdout.toString().trim()
}
