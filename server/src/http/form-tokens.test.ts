import { expect, test } from 'bun:test'
import { deviceTokens, formTokens, sessionBearer, visitorBearer } from './form-tokens.ts'

const forms = formTokens('a secret')

test('a token is good for its bearer and for nobody else', () => {
  const token = forms.issue(sessionBearer('ann'))
  expect(forms.isFor(sessionBearer('ann'), token)).toBe(true)
  expect(forms.isFor(sessionBearer('eve'), token)).toBe(false)
  expect(forms.isFor(visitorBearer('ann'), token)).toBe(false)
})

test('a token is good for its purpose and its server only', () => {
  const token = forms.issue('ann')
  expect(deviceTokens('a secret').isFor('ann', token)).toBe(false)
  expect(formTokens('another secret').isFor('ann', token)).toBe(false)
})

test('two tokens differ, and both are good', () => {
  const [one, two] = [forms.issue('ann'), forms.issue('ann')]
  expect(one).not.toBe(two)
  expect([one, two].every((token) => forms.isFor('ann', token))).toBe(true)
})

test('what was changed or made up is refused', () => {
  const token = forms.issue('ann')
  const [nonce = '', seal = ''] = token.split('.')
  const flipped = `${seal.startsWith('A') ? 'B' : 'A'}${seal.slice(1)}`
  for (const wrong of [
    '',
    '.',
    '..',
    nonce,
    `${nonce}.`,
    `.${seal}`,
    `${nonce}.${flipped}`,
    `${token}.`,
    `${token}A`,
    `x${token}`,
  ]) {
    expect(forms.isFor('ann', wrong)).toBe(false)
  }
})
