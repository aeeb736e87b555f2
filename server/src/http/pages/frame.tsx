import { sayError } from '@parley/web/texts/say-error.ts'
import { PAGE_SHEETS, type Sheet } from '@parley/web/styles/sheets.ts'
import type { Theme } from '@parley/web/shell/theme.ts'
import { FormsContext, type FormProblem as ShownProblem } from '@parley/web/forms/page-forms.ts'
import type { Entry } from '@parley/web/pages/manifest.ts'
import type { AppState } from '@parley/web/pages/page-state.ts'
import { ClockContext } from '@parley/web/parts/clock.tsx'
import type { ComponentChildren, VNode } from 'preact'
import type { FormProblem } from '../command-door.ts'
import { chosenLanguage } from '../../language.ts'
import { Document } from './document.tsx'
import type { PageContext } from './page-context.ts'
import { respondPage } from './respond.ts'

type Page = {
  title: string
  body: ComponentChildren
  /** Given where the page comes alive as the app. */
  state?: AppState
  /** Whose clock times are shown by. */
  zone?: string
  refreshS?: number
  status?: number
  /** The script of the page; those with a state have the app's, others the forms'. */
  script?: Entry | null
  /** Styles beside those of every page; where nothing is said, those of pages that are no room. */
  sheets?: readonly Sheet[]
}

/** Answers with a page: what all of them have around what they show. */
export function showPage(context: PageContext, page: Page): Response {
  return respondPage(framePage(context, page), context.headers.get('accept-encoding'), page.status ?? 200)
}

/** The whole document of a page. */
export function framePage(context: PageContext, page: Page): VNode {
  const { ports, visit, visitorId, url, problem } = context
  const theme = themeOf(context.headers)
  const forms = {
    token: ports.formToken(visit, visitorId),
    newId: ports.newId,
    here: url.pathname + url.search,
    language: chosenLanguage(context.headers),
    problem: problem === null ? null : shownProblem(problem),
  }
  const zone = page.zone ?? page.state?.me.timeZone ?? 'UTC'
  return (
    <Document
      title={page.title}
      theme={theme === 'system' ? null : theme}
      format={formatOf(context.headers)}
      assets={ports.assets}
      state={page.state ?? null}
      refreshS={page.refreshS}
      sheets={page.sheets ?? PAGE_SHEETS}
      script={page.script === undefined ? (page.state === undefined ? 'forms' : 'app') : page.script}
    >
      <ClockContext.Provider value={{ zone, now: page.state ? Date.parse(page.state.at) : ports.clock() }}>
        <FormsContext.Provider value={forms}>{page.body}</FormsContext.Provider>
      </ClockContext.Provider>
    </Document>
  )
}

/** Passwords are never written into a page again. */
const SECRETS = new Set(['password', 'current', 'next', 'token', 'id'])

function shownProblem({ command, fields, error }: FormProblem): ShownProblem {
  const values = Object.fromEntries(Object.entries(fields).filter(([name]) => !SECRETS.has(name)))
  return {
    command,
    message: sayError(error),
    field: error.hints.field ?? null,
    suggestion: error.hints.suggestion ?? null,
    values,
  }
}

function formatOf(headers: Headers): 'shown' | 'hidden' | null {
  const match = /(?:^|;\s*)parley-format=(shown|hidden)(?:;|$)/.exec(headers.get('cookie') ?? '')
  return match?.[1] === 'shown' || match?.[1] === 'hidden' ? match[1] : null
}

/** The theme that somebody chose in this browser. */
export function themeOf(headers: Headers): Theme {
  const match = /(?:^|;\s*)parley-theme=(light|dark)(?:;|$)/.exec(headers.get('cookie') ?? '')
  return match?.[1] === 'light' || match?.[1] === 'dark' ? match[1] : 'system'
}
