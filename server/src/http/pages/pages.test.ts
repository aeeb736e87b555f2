import { expect, test } from 'bun:test'
import { SCREENS } from '@parley/web/pages/screens.ts'
import { PROBLEM_HEADER, readProblem } from '@parley/web/client/forms/problem-header.ts'
import { aGuest, aPerson } from '../../testing/people.ts'
import { aSite, formOf } from './a-site.ts'

const located = (answer: Response) => [answer.status, answer.headers.get('location')]

test('every page comes from the list of screens', async () => {
  const { http } = await aSite()
  const paths: string[] = Object.values(SCREENS).map((screen) => screen.path)
  const others = [
    '/healthz',
    '/readyz',
    '/socket',
    '/service-worker.js',
    '/favicon.ico',
    '/robots.txt',
    '/assets/:file',
  ]
  const routes = http.routes.filter(({ method, path }) => method === 'GET' && !path.startsWith('/api/'))
  expect([...new Set(routes.map((route) => route.path))].sort()).toEqual([...paths, ...others].sort())
})

test('every screen is shown to whom it is for, and nobody else is told what is on it', async () => {
  const { open, people } = await aSite()
  const { olga, ann, roomId } = await people()
  const { seq, subjectId } = await ann.did('message.post', { roomId, body: 'here' })
  const values: Record<string, string> = {
    room: roomId,
    message: `${seq}`,
    root: subjectId,
    userName: 'ann',
    token: 'x',
  }
  const pathOf = (path: string) => path.replace(/:(\w+)/g, (_, name: string) => values[name] ?? name)
  for (const { path, who } of Object.values(SCREENS)) {
    const shown = { visitor: null, anyone: null, session: ann, account: ann, owner: olga }[who]
    const asked = path === '/r/:room/live' ? `${pathOf(path)}?refresh` : pathOf(path)
    const answer = await open(shown, asked.replace(roomId, 'tides'))
    if (path === '/set-up') expect(located(answer)).toEqual([303, '/'])
    else expect([path, answer.status]).toEqual([path, path === '/i/:token' ? 404 : 200])
    if (who === 'visitor' || who === 'anyone') continue
    const refused = await open(null, asked)
    expect([path, ...located(refused)]).toEqual([path, 303, `/log-in?then=${encodeURIComponent(asked)}`])
    if (who === 'owner') expect((await open(ann, asked)).status).toBe(403)
  }
})

test('a guest is shown no page that needs an account', async () => {
  const { world, open, people } = await aSite()
  const { ann } = await people()
  const guest = await aPerson(world, 'Nils', 'guest')
  for (const path of ['/rooms/new', '/people', '/admin'])
    expect([path, (await open(guest, path)).status]).toEqual([path, 403])
  expect((await open(ann, '/rooms/new')).status).toBe(200)
  expect((await open(guest, '/settings')).status).toBe(200)
})

test('a room of many people shows them page by page', async () => {
  const { world, open, people } = await aSite()
  const { ann } = await people()
  for (let n = 0; n < 101; n += 1) await aGuest(world, `Guest ${n}`, 'tides')
  const namesOn = async (path: string) => (await (await open(ann, path)).text()).match(/class="entry"/g)?.length
  const first = await (await open(ann, '/r/tides/members')).text()
  const [, next = ''] = /href="(\/r\/tides\/members\?after=[^"]+)"/.exec(first) ?? []
  expect(first.match(/class="entry"/g)).toHaveLength(100)
  expect(await namesOn(next)).toBe(3)
})

test('before there is an owner, every page leads to the first run', async () => {
  const { open } = await aSite()
  for (const path of ['/', '/log-in', '/register', '/rooms', '/r/tides', '/admin', '/i/x']) {
    expect([path, ...located(await open(null, path))]).toEqual([path, 303, '/set-up'])
  }
  expect((await open(null, '/set-up')).status).toBe(200)
})

test('a room that one may not see looks as one that does not exist', async () => {
  const { open, people } = await aSite()
  const { ann, eve } = await people()
  const { subjectId } = await ann.did('room.create', { name: 'secret', kind: 'private' })
  const hidden = await open(eve, `/r/${subjectId}`)
  const missing = await open(eve, `/r/${crypto.randomUUID()}`)
  expect((await open(ann, `/r/${subjectId}`)).status).toBe(200)
  expect([hidden.status, missing.status]).toEqual([404, 404])
  expect(await hidden.text()).toBe(await missing.text())
})

test('who is not in a public room sees what it is for and how to join, and nothing that was said', async () => {
  const { open, people } = await aSite()
  const { ann, eve, bob } = await people()
  const { subjectId: roomId } = await ann.did('room.create', {
    name: 'pier',
    kind: 'public',
    description: 'Who fishes',
  })
  await ann.did('message.post', { roomId, body: 'only for those inside' })
  await bob.did('room.join', { roomId })
  const outside = await (await open(eve, '/r/pier')).text()
  for (const part of ['Who fishes', '2 people', 'action="/api/room.join"']) expect(outside).toContain(part)
  expect(outside).not.toContain('only for those inside')
  expect(await (await open(bob, '/r/pier')).text()).toContain('only for those inside')
})

test('a page holds what was said, and nothing said ends the state that scripts read', async () => {
  const { open, people } = await aSite()
  const { ann, bob, roomId } = await people()
  const body = '</script><script>alert(1)</script> & <b>bold</b>'
  await ann.did('message.post', { roomId, body })
  const html = await (await open(bob, '/r/tides')).text()
  expect(html).toContain('&lt;/script>&lt;script>alert(1)')
  expect(html).not.toContain('<script>alert')
  expect(html).not.toContain('style="')
  const json = /<script type="application\/json" id="state">([\s\S]*?)<\/script>/.exec(html)?.[1] ?? ''
  const state: { opened: { page: { messages: { body: string }[] } } } = JSON.parse(json)
  expect(state.opened.page.messages.map((message) => message.body)).toEqual([body])
})

test('a room has one address, and pages lead to it', async () => {
  const { open, people } = await aSite()
  const { ann, roomId } = await people()
  expect(located(await open(ann, `/r/${roomId}?before=3`))).toEqual([303, '/r/tides?before=3'])
  expect(located(await open(ann, '/'))).toEqual([303, `/r/${roomId}`])
})

test('one comes back to the page one came from, and never to another site', async () => {
  const { open, people } = await aSite()
  const { ann } = await people()
  for (const then of ['//evil.example', '/\\evil.example', 'https://evil.example', '/\tx', 'javascript:alert(1)']) {
    expect(located(await open(ann, `/log-in?then=${encodeURIComponent(then)}`))).toEqual([303, '/'])
  }
  expect(located(await open(ann, '/log-in?then=%2Fr%2Ftides'))).toEqual([303, '/r/tides'])
})

test('a form that fails shows its page again with what was typed, but never a password', async () => {
  const { open, people } = await aSite()
  await people()
  const fields = { userName: 'ann', password: 'wrong horse battery', then: '/r/tides' }
  const answer = await open(null, '/api/session.log-in', formOf(fields))
  expect(answer.status).toBe(401)
  expect(readProblem(answer.headers.get(PROBLEM_HEADER))).toMatchObject({ code: 'log_in_failed', field: null })
  const html = await answer.text()
  expect(html).toContain('value="ann"')
  expect(html).toContain('value="/r/tides"')
  expect(html).toContain('The user name or the password is wrong.')
  expect(html).not.toContain('wrong horse')
})

test('a message that cannot be said is not lost', async () => {
  const { open, people } = await aSite()
  const { ann, eve, roomId } = await people()
  const long = formOf({ roomId, body: `${'x'.repeat(16_001)}`, then: '/r/tides' })
  expect(await (await open(ann, '/api/message.post', long)).text()).toContain('x'.repeat(16_001))
  const outside = await open(eve, '/api/message.post', formOf({ roomId, body: 'kept text', then: '/r/tides' }))
  expect(outside.status).toBe(404)
  expect(await outside.text()).toContain('kept text')
  expect(located(await open(ann, '/api/message.post', formOf({ roomId, body: 'said', then: '/r/tides' })))).toEqual([
    303,
    '/r/tides',
  ])
})

test('a form without headers needs the token of its page', async () => {
  const { open, people } = await aSite()
  const { ann, roomId } = await people()
  const html = await (await open(ann, '/r/tides')).text()
  const token = /name="token" value="([^"]+)"/.exec(html)?.[1] ?? ''
  const fields = { roomId, body: 'from lynx', then: '/r/tides' }
  expect((await open(ann, '/api/message.post', formOf({ ...fields, token: 'x' }, null))).status).toBe(403)
  expect((await open(ann, '/api/message.post', formOf({ ...fields, token }, null))).status).toBe(303)
})

test('a page is compressed as the browser asks', async () => {
  const { open, people } = await aSite()
  const { ann } = await people()
  const plain = await (await open(ann, '/r/tides')).text()
  const gzip = await open(ann, '/r/tides', { headers: { 'accept-encoding': 'gzip' } })
  expect(gzip.headers.get('content-encoding')).toBe('gzip')
  const html = new TextDecoder().decode(Bun.gunzipSync(await gzip.bytes()))
  expect(html.slice(0, 500)).toBe(plain.slice(0, 500))
})

test('a theme is kept in the browser and drawn without a flash', async () => {
  const { open, people } = await aSite()
  await people()
  const chosen = await open(null, '/theme', formOf({ theme: 'dark', then: '//evil.example' }))
  expect(located(chosen)).toEqual([303, '/'])
  expect(chosen.headers.get('set-cookie')).toContain('parley-theme=dark;')
  const html = await (await open(null, '/', { headers: { cookie: 'parley-theme=dark' } })).text()
  expect(html).toContain('data-theme="dark"')
})

test('the last message of a room and of a thread is a tab stop before any script runs, with its author’s name', async () => {
  const { open, people } = await aSite()
  const { ann, bob, roomId } = await people()
  const { subjectId: rootId } = await ann.did('message.post', { roomId, body: 'first' })
  const { subjectId: lastId } = await bob.did('message.post', { roomId, body: 'last' })
  const { subjectId: replyId } = await bob.did('message.post', { roomId, rootId, body: 'reply' })
  const html = await (await open(ann, `/r/tides/t/${rootId}`)).text()
  const stops = [...html.matchAll(/<article[^>]* id="([^"]+)"[^>]*tabindex="0"/gi)].map(([, id]) => id)
  expect(new Set(stops)).toEqual(new Set([`message-${lastId}`, `reply-${replyId}`]))
  const authors = [...html.matchAll(/<a[^>]*class="author"[^>]*>/gi)].filter(([tag]) => tag.includes('tabindex="0"'))
  expect(authors).toHaveLength(2)
})

test('what the browser keeps for the time without a server holds nothing of anyone', async () => {
  const { open, people } = await aSite()
  const { ann } = await people()
  const mine = await (await open(ann, '/offline')).text()
  const nobodys = await (await open(null, '/offline')).text()
  const withoutTokens = (html: string) => html.replace(/value="[^"]{20,}"/g, '')
  expect(withoutTokens(mine)).toBe(withoutTokens(nobodys))
  expect(mine).not.toContain('Tideline')
  // In whatever language one reads now, the other is kept too.
  for (const [language, start] of Object.entries({
    en: 'lang="en" dir="ltr"',
    ar: 'lang="ar" dir="rtl"',
    xx: 'lang="en"',
  }))
    expect(await (await open(ann, `/offline?language=${language}`)).text()).toContain(start)
})

test('a former name of a room leads to the room, to its messages and its pages, for those who may see it', async () => {
  const { open, people } = await aSite()
  const { ann, eve, roomId } = await people()
  const { seq } = await ann.did('message.post', { roomId, body: 'here' })
  await ann.did('room.edit', { roomId, name: 'currents' })
  for (const rest of ['', `/${seq}`, '?around=3', '/members', '/edit', '/live?refresh']) {
    const answer = await open(ann, `/r/tides${rest}`)
    if (rest.startsWith('/edit') || rest.startsWith('/live')) expect(answer.status).toBe(200)
    else expect([rest, ...located(answer)]).toEqual([rest, 303, `/r/currents${rest}`])
  }
  await ann.did('room.convert', { roomId, kind: 'private' })
  expect(located(await open(ann, `/r/tides/${seq}`))).toEqual([303, `/r/${roomId}/${seq}`])
  const [former, nowhere] = [await open(eve, `/r/tides/${seq}`), await open(eve, `/r/nowhere/${seq}`)]
  expect([former.status, nowhere.status]).toEqual([404, 404])
  expect((await former.text()).replaceAll('tides', 'nowhere')).toBe(await nowhere.text())
})

test('archived rooms are listed and found by themselves', async () => {
  const { open, people } = await aSite()
  const { ann, eve, roomId } = await people()
  await ann.did('room.archive', { roomId })
  const listed = async (path: string) =>
    (await (await open(eve, path)).text()).includes('name="roomId" value="' + roomId)
  for (const query of ['q=', 'q=TID', 'q=nowhere']) {
    expect([query, await listed(`/rooms?${query}`)]).toEqual([query, false])
    expect([query, await listed(`/rooms?archived=&${query}`)]).toEqual([query, query !== 'q=nowhere'])
  }
  expect(await (await open(eve, '/rooms?archived=&q=TID')).text()).toContain('<input type="hidden" name="archived"')
})
