import { expect, test } from 'bun:test'
import { aSite } from './a-site.ts'

function reading(answer: Response) {
  const reader = answer.body?.getReader()
  const decoder = new TextDecoder()
  let seen = ''
  return {
    /** Reads until the page has this text. */
    until: async (text: string) => {
      while (!seen.includes(text)) {
        const part = await reader?.read()
        if (!part || part.done) throw new Error(`the page ended without “${text}”: ${seen.slice(-300)}`)
        seen += decoder.decode(part.value, { stream: true })
      }
      return seen
    },
    cancel: () => reader?.cancel(),
  }
}

test('what is said, edited and deleted comes into the page while it is open', async () => {
  const { open, people } = await aSite()
  const { ann, bob, roomId } = await people()
  await ann.did('message.post', { roomId, body: 'before' })
  const answer = await open(bob, '/r/tides/live')
  expect(answer.headers.get('x-accel-buffering')).toBe('no')
  const page = reading(answer)
  const first = await page.until('before')
  expect(first.indexOf('name="body"')).toBeGreaterThan(0)
  expect(first.indexOf('name="body"')).toBeLessThan(first.indexOf('before'))
  const { subjectId: messageId } = await ann.did('message.post', { roomId, body: 'said *now*' })
  expect(await page.until('said')).toContain('<em>now</em>')
  await ann.did('message.edit', { messageId, body: 'said better' })
  await page.until('said better')
  await ann.did('message.delete', { messageId })
  await page.until('class="tombstone"')
  await page.cancel()
})

test('who is removed sees the page end, and nothing of what comes after', async () => {
  const { open, people } = await aSite()
  const { ann, bob, roomId } = await people()
  const page = reading(await open(bob, '/r/tides/live'))
  await page.until('name="body"')
  await ann.did('room.remove-member', { roomId, userId: bob.id })
  await ann.did('message.post', { roomId, body: 'about bob' })
  expect(await page.until('http-equiv="refresh" content="0"')).not.toContain('about bob')
  expect(page.until('about bob')).rejects.toThrow('the page ended')
})

test('text browsers get a page that ends and is asked for again', async () => {
  const { open, people } = await aSite()
  const { ann } = await people()
  for (const [path, agent] of [
    ['/r/tides/live', 'Lynx/2.9.2'],
    ['/r/tides/live', 'w3m/0.5.3'],
    ['/r/tides/live?refresh', 'Mozilla/5.0'],
  ] as const) {
    const answer = await open(ann, path, { headers: { 'user-agent': agent } })
    expect(answer.headers.get('refresh')).toBe('10')
    expect(await answer.text()).toEndWith('</html>')
  }
})

test('nobody follows a room that he is not in', async () => {
  const { open, people } = await aSite()
  const { ann, eve } = await people()
  const { subjectId } = await ann.did('room.create', { name: 'secret', kind: 'private' })
  expect((await open(eve, `/r/${subjectId}/live`)).status).toBe(404)
  expect((await open(eve, '/r/tides/live')).headers.get('location')).toBe('/r/tides')
  expect((await open(null, '/r/tides/live')).status).toBe(303)
})
