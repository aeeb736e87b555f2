import type { FormHooks } from './send-form.ts'

/**
 * Sends forms without leaving the page, so that a problem shows beside what was typed, passwords too. What does it is loaded
 * with the first form that is sent.
 */
export function enhanceForms(root: Document, hooks: FormHooks): void {
  root.documentElement.dataset['forms'] = 'enhanced'
  root.addEventListener('submit', (event) => {
    const form = event.target
    if (!(form instanceof HTMLFormElement) || event.defaultPrevented || !isCommand(form)) return
    event.preventDefault()
    if (form.getAttribute('aria-busy') === 'true') return
    form.setAttribute('aria-busy', 'true')
    const { submitter } = event
    // Where it cannot be loaded, the browser sends the form as it does without scripts.
    import('./send-form.ts').then(
      ({ sendForm }) => sendForm(form, submitter, hooks),
      () => form.submit(),
    )
  })
}

function isCommand(form: HTMLFormElement): boolean {
  return form.method === 'post' && new URL(form.action).pathname.startsWith('/api/')
}
