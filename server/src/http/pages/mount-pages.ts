import { ParleyError } from '@parley/protocol/errors.ts'
import { SCREENS, type ScreenName } from '@parley/web/pages/screens.ts'
import type { Context, Hono } from 'hono'
import type { Log } from '../../log.ts'
import { toVisible } from '../answers.ts'
import type { FormProblem } from '../command-door.ts'
import { writeCookie } from '../cookies.ts'
import type { Env } from '../env.ts'
import { formProblemPage } from './form-problem.ts'
import { gate } from './gate.ts'
import { ask, type PageContext, type PagePorts } from './page-context.ts'
import { redirectTo } from './respond.ts'
import { chooseLanguage, chooseTheme } from './choose-theme.ts'
import { errorPage, screenPages } from './screen-pages.tsx'

const DAY_S = 86_400

/** Adds every page of the list of screens, and the built files, to the application. */
export function mountPages(ports: PagePorts, log: Log): (app: Hono<Env>) => void {
  return (app) => {
    for (const name of screenNames()) {
      app.get(SCREENS[name].path, (context) => answerPage(name, contextOf(context, ports), log))
    }
    mountAssets(app, ports)
    app.post('/theme', (context) => chooseTheme(context.req.raw))
    app.post('/language', (context) => chooseLanguage(context.req.raw))
    app.notFound((context) => errorPage(contextOf(context, ports), new ParleyError('page_not_found')))
  }
}

/** Shows a form's page again: what `renderFormProblem` is to the door of commands. */
export function showFormProblem(ports: PagePorts, log: Log): (problem: FormProblem) => Promise<Response> {
  return (problem) => formProblemPage(ports, log, problem)
}

function screenNames(): ScreenName[] {
  return Object.keys(SCREENS).filter((name): name is ScreenName => name in SCREENS)
}

/** Renders a screen for whoever may see it; what goes wrong becomes a page too. */
async function answerPage(name: ScreenName, context: PageContext, log: Log): Promise<Response> {
  try {
    const community = await ask(context, 'community.show', {})
    const elsewhere = gate(name, community, context)
    const answer = elsewhere === null ? await screenPages[name](context, community) : redirectTo(elsewhere)
    return withVisitor(answer, context)
  } catch (error) {
    return errorPage(context, toVisible(error, log, `page ${name}`))
  }
}

/** Gives somebody without a session a cookie that his forms' tokens are bound to. */
function withVisitor(answer: Response, { visit, visitorId }: PageContext): Response {
  if (visit.actor.role !== 'nobody' || visit.visitorId !== null) return answer
  answer.headers.append('Set-Cookie', writeCookie('visitor', visitorId, { isTls: visit.client.isTls, maxAgeS: DAY_S }))
  return answer
}

function contextOf(context: Context<Env>, ports: PagePorts): PageContext {
  const visit = context.get('visit')
  return {
    ports,
    visit,
    headers: context.req.raw.headers,
    url: new URL(context.req.url),
    param: (name) => context.req.param(name) ?? '',
    problem: null,
    visitorId: visit.visitorId ?? ports.newId(),
    keepOpen: () => context.env.keepOpen(),
  }
}

function mountAssets(app: Hono<Env>, { assets }: PagePorts): void {
  const serve = async (context: Context<Env>, file: string) =>
    (await assets.serve(file, context.req.header('accept-encoding') ?? null)) ?? context.notFound()
  app.get('/assets/:file', (context) => serve(context, context.req.param('file')))
  app.get('/service-worker.js', (context) => serve(context, 'service-worker.js'))
  app.get('/favicon.ico', (context) => {
    const icon = assets.urlOf('icon.svg')
    return icon === null ? context.notFound() : context.redirect(icon)
  })
  app.get('/robots.txt', () => new Response('User-agent: *\nDisallow: /\n'))
}
