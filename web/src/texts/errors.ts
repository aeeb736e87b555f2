import { SENTENCES } from '@parley/protocol/error-sentences.ts'
import { spoken } from './spoken.ts'

const noProblems: Readonly<Record<string, string>> = {}

/** What errors say: each by its code, and what was wrong in particular by its English, where `{n}` stands for something. */
export const errorTexts = spoken('errors', {
  sentences: SENTENCES,
  problems: noProblems,
})
