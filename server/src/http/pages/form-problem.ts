import { sayError } from '@parley/web/texts/say-error.ts'
import { PROBLEM_HEADER, writeProblem } from '@parley/web/client/forms/problem-header.ts'
import { SCREENS, type ScreenName } from '@parley/web/pages/screens.ts'
import type { Log } from '../../log.ts'
import { isOwnPath } from '../answers.ts'
import type { FormProblem } from '../command-door.ts'
import { ask, type PageContext, type PagePorts } from './page-context.ts'
import { statusOf } from './respond.ts'
import { errorPage, screenPages } from './screen-pages.tsx'
import { gate } from './gate.ts'
import { toVisible } from '../answers.ts'

type Fields = FormProblem['fields']
type Origin = { screen: ScreenName; params: Record<string, string> }

/** Shows the page of a form again, with what was wrong and what was typed; scripts read the same from a header. */
export async function formProblemPage(ports: PagePorts, log: Log, problem: FormProblem): Promise<Response> {
  const from = originOf(problem.command, problem.fields)
  const context = contextOf(ports, problem, from)
  const page = await render(context, from, log)
  const answer = new Response(page.body, { status: statusOf(problem.error.code), headers: page.headers })
  const { code, hints } = problem.error
  const message = sayError(problem.error)
  const field = hints.field ?? null
  answer.headers.set(PROBLEM_HEADER, writeProblem({ code, message, field, suggestion: hints.suggestion ?? null }))
  return answer
}

/** A page that cannot be shown again (the session ended, the room is gone) gives way to one that says so and keeps the text. */
async function render(context: PageContext, from: Origin | null, log: Log): Promise<Response> {
  const { problem } = context
  if (problem === null) throw new Error('a form without a problem has no page')
  if (from === null) return errorPage(context, problem.error)
  try {
    const community = await ask(context, 'community.show', {})
    if (gate(from.screen, community, context) !== null) return await errorPage(context, problem.error)
    return await screenPages[from.screen](context, community)
  } catch (error) {
    toVisible(error, log, `form ${problem.command}`)
    return errorPage(context, problem.error)
  }
}

function contextOf(ports: PagePorts, problem: FormProblem, from: Origin | null): PageContext {
  const params = from?.params ?? {}
  const path =
    from === null
      ? '/'
      : SCREENS[from.screen].path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const then = problem.fields.then
  const url = new URL(path, 'http://own.invalid')
  if (isOwnPath(then)) url.searchParams.set('then', then)
  return {
    ports,
    visit: problem.visit,
    headers: new Headers(),
    url,
    param: (name) => params[name] ?? '',
    problem,
    visitorId: problem.visit.visitorId ?? ports.newId(),
    keepOpen: () => {},
  }
}

const SCREEN_OF: Record<string, ScreenName> = {
  'community.found': 'setUp',
  'session.log-in': 'logIn',
  'account.register': 'register',
  'guest.enter': 'landing',
  'profile.edit': 'settings',
  'password.change': 'settings',
  'session.end': 'settings',
  'community.edit': 'admin',
  'invite.create': 'admin',
  'invite.revoke': 'admin',
  'user.deactivate': 'admin',
  'user.reactivate': 'admin',
  'user.set-role': 'admin',
  'guest.end': 'admin',
  'room.create': 'newRoom',
  'room.edit': 'editRoom',
  'room.close': 'editRoom',
  'room.set-topic': 'editRoom',
  'room.archive': 'editRoom',
  'room.restore': 'editRoom',
  'room.convert': 'editRoom',
  'room.set-role': 'roomMembers',
  'section.create': 'arrangeRooms',
  'section.edit': 'arrangeRooms',
  'section.move': 'arrangeRooms',
  'section.delete': 'arrangeRooms',
  'section.place': 'arrangeRooms',
  'room.add-member': 'roomMembers',
  'room.remove-member': 'roomMembers',
  'room.join': 'rooms',
  'room.open-direct': 'people',
  'message.post': 'room',
  'message.unsave': 'saved',
  'draft.set': 'later',
  'scheduled.edit': 'later',
  'scheduled.send': 'later',
  'scheduled.cancel': 'later',
  'reminder.set': 'later',
  'reminder.remove': 'later',
}

/** On which screen a command's form stands; null where on several, or on none. */
function originOf(command: string, fields: Fields): Origin | null {
  const screen = SCREEN_OF[command]
  if (screen === undefined) return null
  const room = fields.roomId ?? ''
  if (command === 'account.register' && fields.invite) return { screen: 'invite', params: { token: fields.invite } }
  if (command.startsWith('room.') && fields.then?.startsWith('/admin')) return { screen: 'admin', params: {} }
  if (command === 'message.post' && fields.rootId) return { screen: 'thread', params: { room, root: fields.rootId } }
  return { screen, params: { room } }
}
