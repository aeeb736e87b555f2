import { describe, expect, test } from 'bun:test'
import type { Block, Inline } from './blocks.ts'
import { parse } from './parse.ts'

const p = (...c: Inline[]): Block => ({ t: 'p', c })
const br = { t: 'br' } as const
const link = (href: string, ...c: Inline[]): Inline => ({ t: 'a', href, c })

const CASES: Record<string, [body: string, blocks: Block[]]> = {
  'plain text': ['hello', [p('hello')]],
  'a line break': ['one\ntwo', [p('one', br, 'two')]],
  paragraphs: ['one\n\n\ntwo', [p('one'), p('two')]],
  emphasis: [
    '*a* **b** ~~c~~ `d`',
    [p({ t: 'em', c: ['a'] }, ' ', { t: 'strong', c: ['b'] }, ' ', { t: 'del', c: ['c'] }, ' ', { t: 'code', v: 'd' })],
  ],
  'nested emphasis': ['***a** b*', [p({ t: 'em', c: [{ t: 'strong', c: ['a'] }, ' b'] })]],
  'underscores within a word': ['snake_case_name', [p('snake_case_name')]],
  'stars that stand alone': ['2 * 3 * 4', [p('2 * 3 * 4')]],
  'one tilde': ['~5 to ~10', [p('~5 to ~10')]],
  escapes: ['\\*a\\*', [p('*a*')]],
  'character references': ['&amp; &copy; &#35; &nope;', [p('& © # &nope;')]],
  'code with backticks': ['`` a`b ``', [p({ t: 'code', v: 'a`b' })]],
  headings: [
    '# a\n### b',
    [
      { t: 'h', level: 1, c: ['a'] },
      { t: 'h', level: 3, c: ['b'] },
    ],
  ],
  'no heading without a space': ['#general is quiet', [p({ t: 'name', v: '#general' }, ' is quiet')]],
  'a rule': ['a\n\n---\n\nb', [p('a'), { t: 'rule' }, p('b')]],
  'a quote': ['> a\n> b\n\nc', [{ t: 'quote', c: [p('a', br, 'b')] }, p('c')]],
  'a list': ['- a\n- b', [{ t: 'list', start: null, items: [[p('a')], [p('b')]] }]],
  'a numbered list': ['3. a\n4. b', [{ t: 'list', start: 3, items: [[p('a')], [p('b')]] }]],
  'a list in a list': [
    '- a\n  - b',
    [{ t: 'list', start: null, items: [[p('a'), { t: 'list', start: null, items: [[p('b')]] }]] }],
  ],
  'a list with empty lines': ['- a\n\n- b', [{ t: 'list', start: null, items: [[p('a')], [p('b')]] }]],
  'fenced code': ['```js\nif (a) {\n\n  b()\n}\n```', [{ t: 'pre', v: 'if (a) {\n\n  b()\n}', lang: 'js' }]],
  'a fence that never ends': ['~~~\na\n*b*', [{ t: 'pre', v: 'a\n*b*' }]],
  'a fence of another kind inside': ['````\n```\n````', [{ t: 'pre', v: '```' }]],
  'code in a list': ['- a\n  ```\n  b\n  ```', [{ t: 'list', start: null, items: [[p('a'), { t: 'pre', v: 'b' }]] }]],
  'indented code': ['    a\n\n    b', [{ t: 'pre', v: 'a\n\nb' }]],
  'a table': [
    '|a|b|\n|-|:-:|\n|*c*|d|',
    [
      {
        t: 'table',
        align: [null, 'center'],
        rows: [
          [['a'], ['b']],
          [[{ t: 'em', c: ['c'] }], ['d']],
        ],
      },
    ],
  ],
  'a link': ['[a *b*](https://c.example/d "t")', [p(link('https://c.example/d', 'a ', { t: 'em', c: ['b'] }))]],
  'an address': [
    'see https://a.example/b_c_d?e=1.',
    [p('see ', link('https://a.example/b_c_d?e=1', 'https://a.example/b_c_d?e=1'), '.')],
  ],
  'an address in round brackets': [
    '(http://a.example/b_(c))',
    [p('(', link('http://a.example/b_(c)', 'http://a.example/b_(c)'), ')')],
  ],
  www: ['www.a.example', [p(link('http://www.a.example/', 'www.a.example'))]],
  'an address in angle brackets': ['<https://a.example>', [p(link('https://a.example/', 'https://a.example'))]],
  'an e-mail address': [
    'write to ann.b@c.example.',
    [p('write to ', link('mailto:ann.b@c.example', 'ann.b@c.example'), '.')],
  ],
  'a picture is a link': ['![a](https://b.example/c.png)', [p(link('https://b.example/c.png', 'a'))]],
  'a picture without words': [
    '![](https://b.example/c.png)',
    [p(link('https://b.example/c.png', 'https://b.example/c.png'))],
  ],
  'HTML is text': ['<b onclick="x">a</b> <script>b</script>', [p('<b onclick="x">a</b> <script>b</script>')]],
  'a block of HTML is text': ['<div>\n*a*\n</div>', [p('<div>', br, { t: 'em', c: ['a'] }, br, '</div>')]],
  'definitions are text': ['[a]: https://b.example', [p('[a]: ', link('https://b.example/', 'https://b.example'))]],
  'tasks and footnotes are text': ['- [x] a[^1]', [{ t: 'list', start: null, items: [[p('[x] a[^1]')]] }]],
  javascript: ['[a](javascript:alert%281%29)', [p('a (javascript:alert%281%29)')]],
  'javascript in angle brackets': ['<javascript:alert(1)>', [p('javascript:alert(1) (javascript:alert(1))')]],
  'javascript in a picture': ['![a](data:text/html,b)', [p('a (data:text/html,b)')]],
  'javascript with control characters': ['[a](java&#10;script:b)', [p('a (java\nscript:b)')]],
  'an address that turns around': ['[a](https://b.example/\u202Egnp)', [p('a (https://b.example/\u202Egnp)')]],
  'an address without a scheme': ['[a](/settings)', [p('a (/settings)')]],
  'an empty quote': ['>', [{ t: 'quote', c: [] }]],
  nothing: ['', []],
}

describe('Markdown', () => {
  for (const [name, [body, blocks]] of Object.entries(CASES)) {
    test(`reads ${name}`, () => {
      expect(parse(body)).toEqual(blocks)
    })
  }
})
