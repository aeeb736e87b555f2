import { expect, test } from 'bun:test'
import { callOf, mentionsIn, namesIn, readingsOf } from './mentions.ts'

const named = (body: string) => mentionsIn(body).names.map(({ name }) => name)

test('a name after an @ is found wherever a word begins', () => {
  expect(named('@ann, have you seen (@bob.lee)? *@eve* and _@zoë_, «@李明»')).toEqual([
    'ann',
    'bob.lee',
    'eve',
    'zoë_',
    '李明',
  ])
  expect(namesIn('hi @ann')).toEqual([{ at: 3, name: 'ann' }])
})

test('addresses, links and a lone @ name nobody', () => {
  for (const text of ['ann@example.org', 'https://example.org/@ann', 'at @ noon', '@', '@@ann', 'a.@b', '@-x']) {
    expect(named(text)).toEqual([])
  }
})

test('code names nobody, neither in a line nor in a block', () => {
  expect(named('`@ann` and ``@bob ` @eve`` and @zoe')).toEqual(['zoe'])
  expect(named('```\n@ann\n```\n@bob\n~~~\n@eve')).toEqual(['bob'])
  expect(named('a ` alone, @ann')).toEqual(['ann'])
  expect(named('so:\n\n    @ann\n\n\t@zoe\n    @eve\n@bob')).toEqual(['bob'])
  expect(named('so\n    @ann\n- one\n\n    @bob\n\nand\n\n    @eve')).toEqual(['ann', 'bob'])
})

test('code in a paragraph goes over its lines, and no further', () => {
  expect(named('see `one\n@ann\nthree` and @bob')).toEqual(['bob'])
  expect(named('- see ``one`\n  @ann\n  three`` and @bob\n- @zoe `\n- @eve `')).toEqual(['bob', 'zoe', 'eve'])
  expect(mentionsIn('`\n@room\n`').call).toBeNull()
  for (const end of ['\n', '# heading', '- item', '1. item', '---', '> quoted', '```\n```', '| - |'])
    expect(named(`one \` two\n${end}\n@ann \``)).toEqual(['ann'])
  expect(named('one ` two\n2. three\n    # four\n@ann `, @bob')).toEqual(['bob'])
})

test('a backtick after a backslash begins no code, and in code a backslash is one', () => {
  expect(named('\\`@ann` and \\`` @bob`, `\\` @zoe')).toEqual(['ann', 'zoe'])
  expect(named('\\\\`@ann` @bob')).toEqual(['bob'])
})

test('a block of code in an item of a list names nobody, and ends with it', () => {
  expect(named('- ```\n  @ann\n  ```\n  @bob')).toEqual(['bob'])
  expect(named('- one\n\n  ~~~\n  @ann\n\n@bob')).toEqual(['bob'])
  expect(named('1. - ```\n     @ann\n- @bob')).toEqual(['bob'])
})

test('what looks like a fence and has backticks behind it is code in a line', () => {
  expect(named('```@ann``` and @bob\n@zoe')).toEqual(['bob', 'zoe'])
  expect(named('```\n``` js\n@ann\n````\n@bob')).toEqual(['bob'])
})

test('a quoted line names nobody, wherever it stands, and what is said below it does', () => {
  expect(named('> @ann asked\n>> @zoe said\n@bob, what do you think?')).toEqual(['bob'])
  expect(named('   >@ann\n- > @bob\n  > @zoe\n1. > @eve\n\n> ```\n> @olga\n> ```')).toEqual([])
  expect(named('```\n> a\n```\n@bob\n`>` @eve, 3 > 2, @zoe')).toEqual(['bob', 'eve', 'zoe'])
  expect(mentionsIn('> @room, the pier is closed\n\nIs it?').call).toBeNull()
  expect(mentionsIn('> @room, is it?\n\n@here: it is').call).toBe('here')
  expect(mentionsIn('\\> @room').call).toBe('room')
})

test('a backslash before the sign names nobody, and one that is itself escaped does not count', () => {
  expect(named('\\@ann and @bob, \\\\@eve')).toEqual(['bob', 'eve'])
  expect(mentionsIn('\\@room').call).toBeNull()
  expect(mentionsIn('\\@room or @here').call).toBe('here')
})

test('a sentence may end after a name', () => {
  expect(readingsOf('Ann.')).toEqual(['ann'])
  expect(readingsOf('ann_-')).toEqual(['ann_-', 'ann'])
})

test('everybody is called by several words, and the widest call counts', () => {
  expect(mentionsIn('@here').call).toBe('here')
  expect(mentionsIn('@here or @everyone.').call).toBe('room')
  expect(['all', 'channel', 'room'].map(callOf)).toEqual(['room', 'room', 'room'])
  expect(mentionsIn('`@room`').call).toBeNull()
})

test('of a thousand names the first fifty count, each once', () => {
  const names = Array.from({ length: 1_000 }, (_, n) => `@person${n >> 1}`)
  expect(named(names.join(' '))).toEqual(Array.from({ length: 50 }, (_, n) => `person${n}`))
})

test('a body made to be slow is not', () => {
  const runs = Array.from({ length: 170 }, (_, n) => '`'.repeat(n + 1)).join(' ')
  for (const body of [
    '@'.repeat(16_000),
    `${'\\'.repeat(15_990)}@ann`,
    '\\@a'.repeat(5_333),
    '@a.'.repeat(5_333),
    '`'.repeat(16_000),
    '` '.repeat(8_000),
    '`\n'.repeat(8_000),
    '\\`'.repeat(8_000),
    `${'- '.repeat(7_990)}|`,
    `${'-'.repeat(15_990)}|a`,
    `${'- '.repeat(7_995)}@ann`,
    `${'1. '.repeat(5_330)}@ann`,
    `${' '.repeat(15_990)}@ann`,
    `${'>'.repeat(15_990)}@ann`,
    '> @ann\n'.repeat(2_285),
    runs,
  ]) {
    const before = process.cpuUsage()
    mentionsIn(body)
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1_000).toBeLessThan(500)
  }
})
