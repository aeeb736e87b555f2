import { expect, test } from 'bun:test'
import { markdownFromHtml } from './markdown-from-html.ts'

test.each([
  [
    '<p>a <b>bold</b> and <i>slanted</i> <s>gone</s> <code>x = 1</code></p>',
    'a **bold** and _slanted_ ~~gone~~ `x = 1`',
  ],
  ['<ul><li>one<ol><li>inner</li></ol></li><li>two</li></ul>', '- one\n  1. inner\n- two'],
  ['<blockquote><p>said</p></blockquote><h2>Title</h2>', '> said\n\n## Title'],
  ['<pre><code class="language-ts">let a = 1\n</code></pre>', '```ts\nlet a = 1\n```'],
  ['<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>', '| a | b |\n| - | - |\n| 1 | 2 |'],
  ['<a href="https://example.org/a_b">tides</a>', '[tides](https://example.org/a_b)'],
  ['<div>one</div><div><br></div><div>two</div>', 'one\n\ntwo'],
])('%s is %j', (html, markdown) => {
  expect(markdownFromHtml(html)).toBe(markdown)
})

test('what word processors say with styles counts, and their bold that is none does not', () => {
  const copied =
    '<meta charset="utf-8"><b style="font-weight:normal" id="docs-internal-guid-1"><p><span style="font-weight:700">tides</span> <span style="font-style:italic">rise</span> <span style="text-decoration:line-through">fall</span></p></b>'
  expect(markdownFromHtml(copied)).toBe('**tides** _rise_ ~~fall~~')
})

test('scripts, styles, pictures and addresses that lead nowhere safe leave their text at most', () => {
  const html =
    '<style>p{}</style><script>evil()</script><p onclick="evil()"><a href="javascript:evil()">here</a> <img src="data:x" alt="a boat" onerror="evil()"></p><!-- note -->'
  expect(markdownFromHtml(html)).toBe('here a boat')
})

test('signs that Markdown would read are written so that they stay signs', () => {
  expect(markdownFromHtml('<p>5 * 3 * 2 and [not] a link, <b>1</b></p>')).toBe(
    '5 \\* 3 \\* 2 and \\[not] a link, **1**',
  )
  expect(markdownFromHtml('<p>snake_case</p><p><b>1</b></p>')).toBe('snake_case\n\n**1**')
})

test('what would take long, or says nothing, is left to plain text', () => {
  for (const html of [
    '<p>a</p>'.repeat(20_000),
    '<div>'.repeat(5_000) + 'deep',
    '<b><i>'.repeat(2_000) + 'deep',
    Array.from({ length: 2_000 }, (_, n) => `<font color=${n}>`).join('') + '<p>x'.repeat(2_000),
    '<br>'.repeat(24_000),
    '',
    '<p> </p>',
  ])
    expect(markdownFromHtml(html)).toBeNull()
})
