import { describe, expect, test } from 'bun:test'
import { tests } from 'commonmark-spec'
import { exampleHtml, ownHtml } from './testing/canonical.ts'
import { parse } from './parse.ts'

// What Parley leaves out on purpose: there it shows what was typed.
const DEFINITION = /^(?:[ \t]|>|[-+*][ \t]|\d+[.)][ \t])*\[(?:\\.|[^\]\\])+\]:/mu
const OWN = new Set([
  'name',
  'p',
  'h',
  'quote',
  'list',
  'pre',
  'rule',
  'table',
  'em',
  'strong',
  'del',
  'code',
  'a',
  'br',
])

/** Where an extension of Markdown, or a habit of chats, says something else than CommonMark. */
const OTHERWISE: Readonly<Record<number, string>> = {
  503: 'an address that is no link is shown as it was typed',
  602: 'an address is a link without brackets too',
  603: 'an address is written as browsers write it',
  606: 'an e-mail address is a link without brackets too',
  608: 'an address is a link without brackets too',
  611: 'an address is a link without brackets too',
  612: 'an e-mail address is a link without brackets too',
}

const examples = tests.map(({ markdown, html, ...example }) => ({
  ...example,
  markdown: tabbed(markdown),
  html: tabbed(html),
}))
const subset = examples.filter((example) => isInSubset(example))

/** In a specification that is read, tabs are arrows. */
function tabbed(text: string): string {
  return text.replaceAll('→', '\t')
}

/** Markup in the answer that stands in the question is HTML, which stays text here. */
function isInSubset({ markdown, html, section, number }: (typeof examples)[number]): boolean {
  const hasHtml =
    /^(?:HTML blocks|Raw HTML)$/u.test(section) ||
    [...html.matchAll(/<[^>]+>|<!--|<!\[|<\?/gu)].some(([markup]) => markdown.includes(markup))
  return !hasHtml && !DEFINITION.test(markdown) && !(number in OTHERWISE)
}

describe('an example of CommonMark is shown as its specification says:', () => {
  for (const { number, section, markdown, html } of subset) {
    test(`${number} ${section}`, () => {
      expect(ownHtml(parse(markdown))).toBe(exampleHtml(html))
    })
  }
})

describe('an example of what Parley leaves out becomes nothing but text and what Parley knows:', () => {
  for (const { number, section, markdown } of examples.filter((example) => !subset.includes(example))) {
    test(`${number} ${section}`, () => {
      const blocks = parse(markdown)
      const kinds = JSON.stringify(blocks).matchAll(/"t":"([a-z]+)"/gu)
      for (const [, kind = ''] of kinds) expect(OWN.has(kind)).toBe(true)
    })
  }
})

test('most examples are in the subset', () => {
  expect(subset.length).toBeGreaterThan(400)
})
