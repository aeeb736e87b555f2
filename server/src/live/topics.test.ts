import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { MemorySocket, MemoryTopics } from './testing/memory-topics.ts'
import type { Socket, Topics } from './topics.ts'

type End = { topics: Topics; ann: Socket; bob: Socket; heard: () => Promise<{ ann: string[]; bob: string[] }> }

const END = 'the end'

async function inMemory(): Promise<End> {
  const topics = new MemoryTopics()
  const ann = new MemorySocket(topics)
  const bob = new MemorySocket(topics)
  return { topics, ann, bob, heard: async () => ({ ann: ann.received, bob: bob.received }) }
}

type Opened = { socket: Bun.ServerWebSocket<undefined>; received: string[]; ended: Promise<unknown> }

function serveSockets() {
  const waiting: ((socket: Bun.ServerWebSocket<undefined>) => void)[] = []
  const server = Bun.serve({
    port: 0,
    fetch: (request, self) => (self.upgrade(request) ? undefined : new Response('no')),
    websocket: { open: (socket) => waiting.shift()?.(socket), message: () => {}, perMessageDeflate: false },
  })
  const open = async (): Promise<Opened> => {
    const { promise, resolve } = Promise.withResolvers<Bun.ServerWebSocket<undefined>>()
    waiting.push(resolve)
    const client = new WebSocket(`ws://localhost:${server.port}`)
    const received: string[] = []
    const ended = new Promise<void>((done) => {
      client.onmessage = ({ data }) => (data === END ? done() : received.push(String(data)))
    })
    return { socket: await promise, received, ended }
  }
  return { server, open }
}

let bun: ReturnType<typeof serveSockets>
beforeAll(() => {
  bun = serveSockets()
})
afterAll(() => bun.server.stop(true))

async function withBun(): Promise<End> {
  const ann = await bun.open()
  const bob = await bun.open()
  return {
    topics: {
      publish: (topic, text) => bun.server.publish(topic, text, false),
      count: (topic) => bun.server.subscriberCount(topic),
    },
    ann: ann.socket,
    bob: bob.socket,
    heard: async () => {
      for (const { socket } of [ann, bob]) socket.send(END)
      await Promise.all([ann.ended, bob.ended])
      return { ann: ann.received, bob: bob.received }
    },
  }
}

describe.each([
  ['in memory', inMemory],
  ["Bun's", withBun],
] as const)('topics %s', (_, begin) => {
  test('what is published before a socket leaves reaches it, and what is published after does not', async () => {
    const { topics, ann, bob, heard } = await begin()
    ann.subscribe('tides')
    bob.subscribe('tides')
    topics.publish('tides', 'before')
    expect(bob.unsubscribe('tides')).toBe(true)
    bob.send('gone')
    topics.publish('tides', 'after')
    expect(bob.unsubscribe('tides')).toBe(false)
    expect(await heard()).toEqual({ ann: ['before', 'after'], bob: ['before', 'gone'] })
  })

  test('what is sent and what is published keep their order', async () => {
    const { topics, ann, heard } = await begin()
    topics.publish('reefs', 'too early')
    ann.send('1')
    ann.subscribe('reefs')
    topics.publish('reefs', '2')
    ann.send('3')
    topics.publish('reefs', '4')
    topics.publish('reefs', '5')
    ann.unsubscribe('reefs')
    ann.subscribe('reefs')
    topics.publish('reefs', '6')
    expect((await heard()).ann).toEqual(['1', '2', '3', '4', '5', '6'])
  })

  test('a socket does not hear what it publishes itself', async () => {
    const { topics, ann, bob, heard } = await begin()
    ann.subscribe('shoals')
    bob.subscribe('shoals')
    ann.publish('shoals', 'typing')
    expect(topics.count('shoals')).toBe(2)
    expect(await heard()).toEqual({ ann: [], bob: ['typing'] })
  })

  test('a closed socket is in no topic and takes nothing', async () => {
    const { topics, ann, bob } = await begin()
    bob.subscribe('kelp')
    bob.close(4000)
    expect(bob.isSubscribed('kelp')).toBe(false)
    expect(bob.subscribe('kelp')).toBe(false)
    expect(bob.send('x')).toBe(0)
    expect(bob.getBufferedAmount()).toBe(0)
    expect(topics.count('kelp')).toBe(0)
    expect(ann.subscriptions).toEqual([])
  })
})
