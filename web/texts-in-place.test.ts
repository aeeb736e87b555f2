import { expect, test } from 'bun:test'
import { keptOf, putTexts, withoutTexts } from './texts-in-place.ts'

const said = {
  teaTexts: {
    pour: 'Pour “it”',
    hot: (cups: number) => `${cups} hot`,
    state: { full: 'Full', empty: 'Empty' },
    rare: 'R',
  },
}

const VIEW = `import { teaTexts as texts } from '../texts/tea.ts'
// texts are not meant here
const label = \`\${texts.pour}: \${texts.hot(2)}\`
const other = model.texts.pour + texts.state.full.length + texts.state[name]
`

const CATALOGUE = `import { spoken } from './spoken.ts'

const later = { pour: 1 }

/** Of tea. */
export const teaTexts = spoken('tea', {
  pour: 'Pour “it”',
  /** How many. */
  hot: (cups: number) =>
    \`\${cups} hot\`,
  state: {
    full: 'Full',
    empty: 'Empty',
  },
  rare: 'R',
  later,
})
`

test('a text stands in the place of its name, and what is more than a text keeps it', () => {
  expect(putTexts(VIEW, said)).toBe(`import { teaTexts as texts } from '../texts/tea.ts'
// texts are not meant here
const label = \`\${"Pour “it”"}: \${texts.hot(2)}\`
const other = model.texts.pour + "Full".length + texts.state[name]
`)
})

test('a source that says nothing of the catalogue stays as it is', () => {
  const source = 'const texts = { pour: 1 }\nexport const poured = texts.pour\n'
  expect(putTexts(source, said)).toBe(source)
})

test('the catalogue keeps what is looked into while a view runs', () => {
  expect(keptOf([VIEW], said)).toEqual({ teaTexts: new Set(['hot', 'state']) })
  const left = withoutTexts(CATALOGUE, said, keptOf([VIEW], said))
  expect(left).toContain('const later = { pour: 1 }')
  expect(left).toContain('export const teaTexts = {')
  expect(left).toMatch(
    /hot: .*\n.*hot`,\n {2}state: \{\n {4}full: 'Full',\n {4}empty: 'Empty',\n {2}\},\n {2}later,\n\}\n$/,
  )
  expect(left).not.toMatch(/spoken\(|Pour|rare/)
})

test('a part of the catalogue that is handed on is kept as a whole', () => {
  for (const use of ['say(texts)', 'texts[key]', '({ ...texts })']) {
    const source = `import { teaTexts as texts } from '../texts/tea.ts'\n${use}\n`
    expect(keptOf([source], said)).toEqual({ teaTexts: 'everything' })
    expect(withoutTexts(CATALOGUE, said, keptOf([source], said))).toContain('rare')
  }
})
