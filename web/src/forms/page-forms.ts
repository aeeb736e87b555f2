import type { CommandName } from '@parley/protocol/commands.ts'
import type { Language } from '@parley/protocol/languages.ts'
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'

/** What was wrong with a form that was sent: in words, in which field where it is one, and what had been typed. */
export type FormProblem = {
  readonly command: string
  readonly message: string
  readonly field: string | null
  readonly suggestion: string | null
  readonly values?: Readonly<Record<string, string>>
}

/** What every form of a page needs. */
export type PageForms = {
  /** Shows that a form is ours where the browser does not say where it comes from. */
  readonly token: string
  /** Makes the id of a command. */
  readonly newId: () => string
  /** The page's own path, where a form leads back to. */
  readonly here: string
  /** The language that was chosen in this browser: a new account has it on all devices. */
  readonly language?: Language | null
  readonly problem: FormProblem | null
}

/** The forms of the page. */
export const FormsContext = createContext<PageForms>({ token: '', newId: () => '', here: '/', problem: null })

/** What every form of the page needs. */
export function usePageForms(): PageForms {
  return useContext(FormsContext)
}

/** The form that a field stands in, and what was wrong with it. */
export const FormContext = createContext<{
  readonly command: CommandName | null
  readonly problem: FormProblem | null
}>({
  command: null,
  problem: null,
})
