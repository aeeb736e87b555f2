import { afterEach, expect, test } from 'bun:test'
import { listening } from '../live/testing/listening.ts'
import { World } from '../live/testing/world.ts'

let stop: (() => Promise<void>) | null = null
afterEach(async () => {
  await stop?.()
  stop = null
})

function serve(world: World) {
  const listener = listening(world)
  stop = listener.stop
  for (const person of ['ann', 'bob']) world.membersOf('tides').add(person)
  const url = (query: string) => new URL(`/events?${query}`, listener.server.url)
  return { world, get: (query: string, headers: Record<string, string> = {}) => fetch(url(query), { headers }) }
}

type Heard = { id: string | undefined; frame: { t: string; [key: string]: unknown } }

/** Reads what comes, up to the first frame of a kind. */
async function* heard(response: Response): AsyncGenerator<Heard> {
  if (!response.body) return
  let text = ''
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream() as never) as ReadableStream<string>) {
    text += chunk
    const parts = text.split('\n\n')
    text = parts.pop() ?? ''
    for (const part of parts) {
      const lines = part.split('\n')
      const data = lines.find((line) => line.startsWith('data: '))
      const id = lines.find((line) => line.startsWith('id: '))?.slice(4)
      if (data) yield { id, frame: JSON.parse(data.slice(6)) }
    }
  }
}

async function take(stream: AsyncGenerator<Heard>, count: number): Promise<Heard[]> {
  const taken: Heard[] = []
  while (taken.length < count) {
    const next = await stream.next()
    if (next.done) break
    taken.push(next.value)
  }
  return taken
}

const CURSORS = encodeURIComponent('{"tides":1,"ann":0,"secrets":3}')

test('the frames of the socket come as an event stream, and its id resumes it', async () => {
  const { world, get } = serve(new World())
  world.tells({ log: 'tides' }, { log: 'tides' })
  const response = await get(`as=ann&cursors=${CURSORS}`)
  expect(response.headers.get('content-type')).toBe('text/event-stream')
  expect(response.headers.get('cache-control')).toBe('no-store')
  const stream = heard(response)
  const first = await take(stream, 4)
  expect(first.map(({ frame }) => frame.t)).toEqual(['welcome', 'events', 'gone', 'caught-up'])
  world.tells({ log: 'tides' }, { log: 'ann' })
  const live = await take(stream, 2)
  expect(live.map(({ frame }) => frame.log)).toEqual(['tides', 'ann'])
  expect(live.at(-1)?.id).toBe('one;0.3,1.1')
  await stream.return(undefined)
  world.tells({ log: 'tides' })
  const resumed = heard(await get(`as=ann&cursors=${CURSORS}`, { 'last-event-id': live.at(-1)?.id ?? '' }))
  const again = await take(resumed, 4)
  expect(again[1]?.frame).toMatchObject({ t: 'events', log: 'tides', events: [{ seq: 4 }] })
  expect(again[3]?.frame).toEqual({ t: 'caught-up', heads: { tides: 4, ann: 1 } })
  await resumed.return(undefined)
})

test('an id of another history is reset', async () => {
  const { world, get } = serve(new World())
  world.tells({ log: 'tides' })
  const stream = heard(await get(`as=ann&cursors=${encodeURIComponent('{"tides":1}')}`, { 'last-event-id': 'two;0.1' }))
  expect((await take(stream, 2))[1]?.frame).toMatchObject({ t: 'reset', reason: 'epoch', log: 'tides' })
  await stream.return(undefined)
})

test('a byte comes every 15 s, and the stream ends with its session', async () => {
  const { world, get } = serve(new World())
  const response = await get(`as=ann&cursors=${encodeURIComponent('{"ann":0}')}`)
  const texts = (response.body!.pipeThrough(new TextDecoderStream() as never) as ReadableStream<string>).getReader()
  await texts.read()
  for (let seconds = 0; seconds < 15; seconds += 1) {
    world.now += 1_000
    world.live.round()
  }
  let all = ''
  while (!/(?:^|\n):\n/.test(all)) all += (await texts.read()).value ?? ''
  world.tells({ log: 'ann', endsSession: 'session of ann' })
  let last = await texts.read()
  while (!last.done) last = await texts.read()
  expect(world.hub.connections.size).toBe(0)
})

test('heads come as they come over a socket: what moved, or none', async () => {
  const { world, get } = serve(new World())
  const stream = heard(await get(`as=ann&cursors=${encodeURIComponent('{"tides":0}')}`))
  await take(stream, 2)
  world.tells({ log: 'tides' })
  for (let seconds = 0; seconds < 50; seconds += 1) {
    world.now += 1_000
    world.live.round()
  }
  expect((await take(stream, 3)).map(({ frame }) => [frame.t, frame.heads])).toEqual([
    ['events', undefined],
    ['heads', { tides: 1 }],
    ['heads', {}],
  ])
  await stream.return(undefined)
})

test('who goes away is forgotten', async () => {
  const { world, get } = serve(new World())
  const stream = heard(await get(`as=ann&cursors=${CURSORS}`))
  await take(stream, 2)
  expect(world.hub.connections.size).toBe(1)
  await stream.return(undefined)
  while (world.hub.connections.size > 0) await world.settle()
})

test('a session has so many streams and no more, and a stranger none', async () => {
  const { get } = serve(new World({}, { streamsPerSession: 1 }))
  const first = await get('as=ann')
  expect(first.status).toBe(200)
  const second = await get('as=ann')
  expect([second.status, second.headers.get('retry-after')]).toEqual([429, '5'])
  const bobs = await get('as=bob')
  expect(bobs.status).toBe(200)
  expect((await get('')).status).toBe(401)
  await Promise.all([first.body?.cancel(), bobs.body?.cancel()])
})

test.each(['cursors=[]', 'cursors={"tides":-1}', 'cursors={', 'cursors={"a":1,"a":1}'])(
  '%s is refused',
  async (query) => {
    const { get } = serve(new World())
    expect((await get(`as=ann&${encodeURI(query)}`)).status).toBe(400)
  },
)
