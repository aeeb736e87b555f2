import { expect, test } from 'bun:test'
import { SENTENCES } from '@parley/protocol/error-sentences.ts'
import { SCREENS } from '@parley/web/pages/screens.ts'
import { arabic } from '@parley/web/texts/ar/catalogue.ts'
import { Glob } from 'bun'
import { fileURLToPath } from 'node:url'
import { languageOf, speak } from '../../language.ts'
import { aGuest } from '../../testing/people.ts'
import { aSite, formOf } from './a-site.ts'

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url))
const inArabic = { headers: { 'accept-language': 'ar-EG,ar;q=0.9,en;q=0.5' } }

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return /[a-z]{2} [a-z]{2}/i.test(value) ? [value] : []
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

/** All texts of the catalogue in English that have words, but for what is typed the same in every language. */
async function englishTexts(): Promise<string[]> {
  const same = new Set(textsIn(arabic))
  const texts = await Promise.all(
    Object.keys(arabic).map(async (noun) => {
      const catalogue: object = await import(`@parley/web/texts/${noun}.ts`)
      // Outside a request, English is spoken.
      return textsIn(Object.values(catalogue).map((part: object) => ({ ...part })))
    }),
  )
  return [...new Set(texts.flat())].filter((text) => !same.has(text))
}

test('no screen in Arabic says anything in English', async () => {
  const { open, people } = await aSite()
  const { olga, ann, roomId } = await people()
  const { seq } = await ann.did('message.post', { roomId, body: 'مرحبا' })
  const english = await englishTexts()
  expect(english.length).toBeGreaterThan(200)
  const values: Record<string, string> = { room: 'tides', message: `${seq}`, userName: 'ann', token: 'x' }
  for (const { path, who } of Object.values(SCREENS)) {
    const shown = { visitor: null, anyone: null, session: ann, account: ann, owner: olga }[who]
    const asked = path.replace(/:(\w+)/g, (_, name: string) => values[name] ?? name)
    const answer = await open(shown, path.endsWith('/live') ? `${asked}?refresh` : asked, inArabic)
    if (answer.status === 303) continue
    const html = (await answer.text()).replace(/<script[\s\S]*?<\/script>/g, '')
    expect({ path, html: html.slice(0, 60) }).toEqual({ path, html: expect.stringContaining('lang="ar" dir="rtl"') })
    const said = html.replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&')
    expect({ path, said: english.filter((text) => said.includes(text)) }).toEqual({ path, said: [] })
  }
})

test('errors are said in the language of whoever asked, whatever door they come through', async () => {
  const { open, people } = await aSite()
  await people()
  const form = { userName: 'nobody', password: 'not the password' }
  const page = await open(null, '/api/session.log-in', {
    ...formOf(form),
    headers: { ...inArabic.headers, 'content-type': 'application/x-www-form-urlencoded', origin: 'http://parley.test' },
  })
  expect(decodeURIComponent(page.headers.get('x-parley-problem') ?? '')).toContain('اسم المستخدم أو كلمة المرور خطأ')
  const answers = await Promise.all(
    [inArabic, {}].map(async (init) => (await (await open(null, '/api/room.list', init)).json()).error.message),
  )
  expect(answers).toEqual(['سجّل الدخول أولاً.', SENTENCES.not_logged_in])
})

test('two who ask at once are each answered in their language', async () => {
  const { open, people } = await aSite()
  await people()
  const pages = await Promise.all(
    Array.from({ length: 20 }, async (_, at) => (await open(null, '/log-in', at % 2 === 0 ? inArabic : {})).text()),
  )
  expect(pages.map((page) => page.includes('تسجيل الدخول'))).toEqual(pages.map((_, at) => at % 2 === 0))
})

test('every problem that is told in words is known in Arabic', async () => {
  const problems = new Set<string>()
  for (const folder of ['server/src', 'protocol/src']) {
    for await (const file of new Glob('**/*.ts').scan(`${ROOT}/${folder}`)) {
      if (/test|testing|config|cli-door|error-sentences|addresses|database/.test(file)) continue
      const code = (await Bun.file(`${ROOT}/${folder}/${file}`).text()).replaceAll(/about:\s*['`].*/gu, '')
      const told = [...code.matchAll(/problem: (?:'([A-Z“][^']* [^']*)'|`([A-Z“][^`]* [^`]*)`)/gu)]
      for (const [, plain, filled] of told) problems.add(plain ?? filled ?? '')
      for (const [, text = ''] of code.matchAll(/['`]((?:This|A|These) [^'`\n]*\.)['`]\)?,?\)?$/gmu)) problems.add(text)
    }
  }
  expect(problems.size).toBeGreaterThan(15)
  const { sayError } = await import('@parley/web/texts/say-error.ts')
  const { ParleyError } = await import('@parley/protocol/errors.ts')
  const unknown = [...problems].filter((problem) => {
    const english = problem.replaceAll(/\$\{[^}]*\}/g, '7')
    return speak('ar', () => sayError(new ParleyError('bad_input', { problem: english }))) === english
  })
  expect(unknown).toEqual([])
})

test('a choice counts before what the browser asks for, and what is not understood is English', () => {
  const of = (headers: Record<string, string>) => languageOf(new Headers(headers))
  expect(of({})).toBe('en')
  expect(of({ 'accept-language': 'de-CH, ar;q=0.3, en;q=0.2' })).toBe('ar')
  expect(of({ 'accept-language': 'en, ar' })).toBe('en')
  expect(of({ 'accept-language': 'ar;q=0, fr' })).toBe('en')
  expect(of({ cookie: 'a=b; parley-language=ar', 'accept-language': 'en' })).toBe('ar')
  expect(of({ cookie: 'parley-language=xx', 'accept-language': ',;q=;;' })).toBe('en')
})

test('the language is chosen by a form and kept in the browser', async () => {
  const { open } = await aSite()
  const answer = await open(null, '/language', formOf({ language: 'ar', then: '/log-in' }))
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/log-in'])
  expect(answer.headers.get('set-cookie')).toContain('parley-language=ar;')
  const unknown = await open(null, '/language', formOf({ language: 'xx; Domain=evil', then: '//evil.example' }))
  expect(unknown.headers.get('location')).toBe('/')
  expect(unknown.headers.get('set-cookie')).toContain('parley-language=;')
})

test('the language of the account counts on every device, before what its browser asks for or keeps', async () => {
  const { open, people } = await aSite()
  const { ann } = await people()
  const languageAt = async (init: RequestInit = {}) => {
    const html = await (await open(ann, '/rooms', init)).text()
    return /<html[^>]* lang="(\w+)"/.exec(html)?.[1]
  }
  expect([await languageAt(), await languageAt(inArabic)]).toEqual(['en', 'ar'])
  await ann.did('profile.edit', { language: 'ar' })
  expect((await ann.reads('session.show', {})).me.language).toBe('ar')
  expect([await languageAt(), await languageAt({ headers: { 'accept-language': 'en' } })]).toEqual(['ar', 'ar'])
  expect((await ann.does('room.leave', { roomId: crypto.randomUUID() })).error?.message).toMatch(/[\u0600-\u06ff]/)
  await ann.did('profile.edit', { language: 'en' })
  expect(await languageAt(inArabic)).toBe('en')
  await ann.did('profile.edit', { language: 'auto' })
  expect([await languageAt(), await languageAt(inArabic)]).toEqual(['en', 'ar'])
  const answer = await ann.does('profile.edit', JSON.parse('{"language":"xx"}'))
  expect(answer.error?.code).toBe('bad_input')
})

test('what a visitor chose is the language of the account that he makes, and what his browser asks for is not', async () => {
  const { open, people } = await aSite()
  await people()
  const formAt = async (headers: Record<string, string>) => (await open(null, '/register', { headers })).text()
  const hidden = '<input type="hidden" name="language" value="ar"'
  expect(await formAt({ cookie: 'parley-language=ar' })).toContain(hidden)
  expect(await formAt(inArabic.headers)).not.toContain(hidden)
})

test('a member chooses the language of the account in the settings, a guest that of his browser', async () => {
  const { open, people, world } = await aSite()
  const { ann } = await people()
  await ann.did('room.create', { name: 'open', kind: 'public', openToGuests: true })
  const gil = await aGuest(world, 'gil', 'open')
  const member = await (await open(ann, '/settings')).text()
  expect(member).toContain('<input type="radio" name="language" value="auto" checked')
  expect(member).not.toContain('action="/language"')
  const guest = await (await open(gil, '/settings')).text()
  expect(guest).toContain('action="/language"')
  expect(guest).not.toContain('value="auto"')
})
