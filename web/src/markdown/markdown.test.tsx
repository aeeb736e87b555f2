import { expect, test } from 'bun:test'
import { renderToString } from 'preact-render-to-string'
import { Markdown } from './markdown.tsx'
import { parse } from './parse.ts'

const draw = (body: string, origin?: string) =>
  renderToString(<Markdown blocks={parse(body)} {...(origin === undefined ? {} : { origin })} />)

test('no body becomes markup of its own', () => {
  const html = draw(
    '<img src=x onerror=alert(1)> **<b>a</b>** `<i>` [<u>](https://b.example/"onclick="c)\n\n```\n</code><script>\n```',
  )
  expect(html).not.toMatch(/<(?:img|b|i|u|script)\b/u)
  expect(html).not.toContain('"onclick')
  expect(html).toContain('&lt;img')
})

test('links open elsewhere and tell nothing; our own open here', () => {
  const elsewhere = draw('https://a.example', 'https://chat.example')
  expect(elsewhere).toContain('href="https://a.example/" target="_blank" rel="noopener noreferrer nofollow"')
  const here = draw('https://chat.example/r/tea https://chat.example.evil.example/', 'https://chat.example')
  expect(here).toContain('<a href="https://chat.example/r/tea">')
  expect(here).toContain('href="https://chat.example.evil.example/" target="_blank"')
})

test('each block finds its own direction, and headings stand below those of the page', () => {
  expect(draw('# a\n\nשלום\n\n> b')).toBe(
    '<div class="prose" dir="auto"><h3 dir="auto">a</h3><p dir="auto">שלום</p><blockquote dir="auto"><p dir="auto">b</p></blockquote></div>',
  )
})

test('what follows the text stands in its last paragraph', () => {
  const edited = <span>(edited)</span>
  expect(renderToString(<Markdown blocks={parse('a')} after={edited} />)).toContain('a<span>(edited)</span></p>')
  expect(renderToString(<Markdown blocks={parse('- a')} after={edited} />)).toContain(
    '</ul><p><span>(edited)</span></p>',
  )
})
