import { clientTexts } from '../../texts/client.ts'
import { formTexts } from '../../texts/forms.ts'
import { PROBLEM_HEADER, readProblem, type Problem } from './problem-header.ts'

const SVG = 'http://www.w3.org/2000/svg'

/** What happens beside the form. */
export type FormHooks = { loggedOut: () => Promise<void> }

/** Sends a form and goes where the answer leads, or shows the problem in it. */
export async function sendForm(form: HTMLFormElement, submitter: HTMLElement | null, hooks: FormHooks): Promise<void> {
  forgetProblems(form)
  try {
    const answer = await fetch(form.action, { method: 'POST', body: new URLSearchParams(fieldsOf(form, submitter)) })
    const problem = readProblem(answer.headers.get(PROBLEM_HEADER))
    const isLogOut = form.action.endsWith('/session.log-out')
    // A session that was over before is no reason to leave here what it kept.
    if (isLogOut && (problem?.code === 'not_logged_in' || problem?.code === 'session_ended')) {
      await hooks.loggedOut()
      return location.assign('/')
    }
    if (answer.redirected && 'stays' in form.dataset) {
      form.removeAttribute('aria-busy')
      return form.reset()
    }
    if (answer.redirected) {
      if (isLogOut) await hooks.loggedOut()
      // The address may be the page's own, which `assign` would only scroll in.
      return isHere(answer.url) ? location.reload() : location.assign(answer.url)
    }
    showProblem(form, problem ?? unknownProblem(clientTexts.noAnswer))
  } catch {
    showProblem(form, unknownProblem(clientTexts.unreachable))
  }
  form.removeAttribute('aria-busy')
}

function isHere(address: string): boolean {
  const url = new URL(address)
  return url.pathname === location.pathname && url.search === location.search
}

function fieldsOf(form: HTMLFormElement, submitter: HTMLElement | null): [string, string][] {
  return [...new FormData(form, submitter)].flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value]] : [],
  )
}

function unknownProblem(message: string): Problem {
  return { code: 'internal', message, field: null, suggestion: null }
}

function forgetProblems(form: HTMLFormElement): void {
  for (const shown of form.querySelectorAll('[data-problem], .problem')) shown.remove()
  for (const field of form.querySelectorAll('[aria-invalid]')) {
    field.removeAttribute('aria-invalid')
  }
}

/** Not by colour alone: the same sign that the server draws. */
function sign(): SVGElement {
  const icon = document.createElementNS(SVG, 'svg')
  const use = document.createElementNS(SVG, 'use')
  icon.setAttribute('class', 'icon')
  icon.setAttribute('aria-hidden', 'true')
  use.setAttribute('href', '#icon-circle-alert')
  icon.append(use)
  return icon
}

/** Puts the problem under its field, or under the form where no field is to blame, and goes there. */
function showProblem(form: HTMLFormElement, problem: Problem): void {
  const named = problem.field === null ? null : form.elements.namedItem(problem.field)
  const field = named instanceof HTMLElement && named.getAttribute('type') !== 'hidden' ? named : null
  const shown = document.createElement('p')
  shown.className = 'problem'
  shown.dataset.problem = ''
  shown.id = `${field?.id || 'form'}-problem`
  shown.setAttribute('role', 'alert')
  const words = document.createElement('span')
  words.textContent =
    problem.suggestion === null ? problem.message : `${problem.message} ${formTexts.isFree(problem.suggestion)}`
  shown.append(sign(), words)
  if (field === null) form.append(shown)
  else {
    field.setAttribute('aria-invalid', 'true')
    field.setAttribute('aria-describedby', shown.id)
    field.after(shown)
    field.focus()
  }
}
