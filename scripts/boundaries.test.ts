import { expect, test } from 'bun:test'
import { readFileSync } from 'node:fs'
import { posix } from 'node:path'

import { root } from './setup.mjs'

const mayImport: Record<string, string[]> = {
  protocol: [],
  sdk: ['protocol'],
  web: ['protocol', 'sdk'],
  // The pages that the server renders begin with the state in which the client goes on.
  server: ['protocol', 'web', 'sdk/src/state'],
  cli: ['protocol', 'sdk', 'server'],
}

/** The folders of server/src that are not features: what every feature stands on, and what carries it. */
const foundations = ['config', 'database', 'events', 'http', 'jobs', 'live', 'search', 'testing']

/** What a feature opens to the others; and anything that does not touch the database, such as the rules of a name. */
const opened = /^(access|queries|record-[a-z-]+)\.ts$/

type Import = { from: string; to: string }

const sources = [...new Bun.Glob('{protocol,sdk,server,web,cli}/src/**/*.{ts,tsx}').scanSync(root)]
const imports = sources.flatMap((from) => targets(from).map((to): Import => ({ from, to })))
const shipped = imports.filter(({ from }) => !/\.test\.tsx?$|\/testing\//.test(from))

function textOf(file: string): string {
  return readFileSync(posix.join(root, file), 'utf8')
}

function names(file: string): string[] {
  return [...textOf(file).matchAll(/(?:^|[\s;}])(?:from|import)\s*\(?\s*'([^']+)'/g)].flatMap((match) => match[1] ?? [])
}

function targets(file: string): string[] {
  return names(file).map((name) => {
    if (name.startsWith('.')) return posix.join(posix.dirname(file), name)
    return name.replace(/^@parley\/(\w+)\//, '$1/src/')
  })
}

function packageOf(path: string): string | undefined {
  return /^(\w+)\/src\//.exec(path)?.[1]
}

/** The feature that a file of the server belongs to, if it belongs to one. */
function featureOf(path: string): string | undefined {
  const folder = /^server\/src\/([\w-]+)\//.exec(path)?.[1]
  return folder !== undefined && !foundations.includes(folder) ? folder : undefined
}

function touchesDatabase(path: string): boolean {
  if (imports.some(({ from, to }) => from === path && to === 'server/src/events/append.ts')) return true
  return /\.(selectFrom|insertInto|updateTable|deleteFrom)\(/.test(textOf(path))
}

function broken(rule: (one: Import) => boolean): string[] {
  return shipped.filter(rule).map(({ from, to }) => `${from} imports ${to}`)
}

test('the walk over the imports sees the sources', () => {
  expect(sources.length).toBeGreaterThan(50)
  expect(imports).toContainEqual({ from: 'protocol/src/messages.ts', to: 'protocol/src/values.ts' })
})

test('packages depend on one another in one direction', () => {
  const wrong = broken(({ from, to }) => {
    const [user, used] = [packageOf(from), packageOf(to)]
    return (
      user !== undefined &&
      used !== undefined &&
      user !== used &&
      !mayImport[user]?.some((path) => `${to}/`.startsWith(`${path}/`))
    )
  })
  expect(wrong).toEqual([])
})

test('another package is imported by its name, never by a path', () => {
  const wrong = sources.filter((file) => {
    const paths = names(file).filter((name) => name.startsWith('.'))
    return paths.some((path) => !posix.join(posix.dirname(file), path).startsWith(`${packageOf(file)}/`))
  })
  expect(wrong).toEqual([])
})

test('the contract needs zod alone, and the client neither Bun nor Node', () => {
  const outside = (name: string): boolean => packageOf(name) === undefined
  expect(broken(({ from, to }) => packageOf(from) === 'protocol' && outside(to) && !/^zod(\/mini)?$/.test(to))).toEqual(
    [],
  )
  expect(broken(({ from, to }) => packageOf(from) === 'sdk' && /^(bun|node)(:|$)/.test(to))).toEqual([])
})

test('a feature imports of another only its access, queries, records and what does not touch the database', () => {
  const wrong = broken(({ from, to }) => {
    const [user, used] = [featureOf(from), featureOf(to)]
    if (user === undefined || used === undefined || user === used) return false
    return !opened.test(posix.basename(to)) && touchesDatabase(to)
  })
  expect(wrong).toEqual([])
})

test('live deliveries know no feature, and no feature knows a socket', () => {
  expect(broken(({ from, to }) => from.startsWith('server/src/live/') && featureOf(to) !== undefined)).toEqual([])
  expect(broken(({ from, to }) => featureOf(from) !== undefined && to.startsWith('server/src/live/'))).toEqual([])
})
