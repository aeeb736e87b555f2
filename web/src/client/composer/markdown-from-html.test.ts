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

/** As Word puts an item on the clipboard. */
const item = (level: number, sign: string, text: string) =>
  `<p class=MsoListParagraph style='margin-left:${level}.0in;mso-list:l0 level${level} lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>${sign}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>${text}<o:p></o:p></p>\n\n`

test('lists that a word processor copies as paragraphs are lists', () => {
  const copied = `<html><body><!--StartFragment-->${item(1, '·', 'tea')}${item(2, 'o', 'green')}${item(2, 'o', '<b>black</b>')}${item(1, '·', 'cake')}<p class=MsoNormal>then</p>${item(1, '1.', 'pour')}${item(2, 'a)', 'wait')}<!--EndFragment--></body></html>`
  expect(markdownFromHtml(copied)).toBe('- tea\n  - green\n  - **black**\n- cake\n\nthen\n\n1. pour\n   1. wait')
  expect(markdownFromHtml(item(3, '§', 'deep'))).toContain('deep')
})

test('a list beside the items to which it belongs is within them, as it looked', () => {
  const copied =
    '<b style="font-weight:normal" id="docs-internal-guid-1"><ul><li aria-level="1"><p>one</p></li><ul><li aria-level="2"><p><span style="font-weight:700">inner</span></p></li><ul><li><p>deep</p></li></ul></ul><li><p>two</p></li></ul></b>'
  expect(markdownFromHtml(copied)).toBe('- one\n  - **inner**\n    - deep\n- two')
})

test('a table without names of columns has those of its first row, and each cell is one line', () => {
  const copied =
    '<table><colgroup><col></colgroup><tbody><tr><td><p>Name</p></td><td>Tide</td></tr><tr><td>Ann</td><td><p>low|high</p><p>at six</p></td></tr></tbody></table>'
  expect(markdownFromHtml(copied)).toBe('| Name | Tide |\n| - | - |\n| Ann | low\\|high at six |')
})

test('marks that begin or end with a space, or touch, are written as people write them', () => {
  for (const [html, markdown] of [
    ['<p>a<b> bold </b>b</p>', 'a **bold** b'],
    ['<p><i>low </i><i>tide</i>, <i>hi</i><i>gh</i></p>', '_low_ _tide_, _high_'],
    ['<span style="font-weight:700">Note: </span><span>sail at six</span>', '**Note:** sail at six'],
    ['<p>un<b>believ</b>able</p>', 'un**believ**able'],
    ['<p>un<i>believ</i>able</p>', 'un*believ*able'],
    ['<p><b>a <i>b</i></b> <b> </b>c</p>', '**a _b_** c'],
  ])
    expect(markdownFromHtml(html ?? '')).toBe(markdown ?? '')
})

test('a new line within a paragraph is a new line, and a cell has none', () => {
  expect(markdownFromHtml('<p>Hello<br>World<br><br>Ann</p>')).toBe('Hello\nWorld\n\nAnn')
  expect(markdownFromHtml('<h2>High<br>tide</h2>')).toBe('## High tide')
  expect(
    markdownFromHtml(
      '<table><tr><th>a<br>b</th></tr><tr><td><ul><li>one</li><li><b>two</b></li></ul></td></tr></table>',
    ),
  ).toBe('| a b |\n| - |\n| one **two** |')
})
