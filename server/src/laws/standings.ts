import { type Scene, type Standing, STANDINGS } from '../testing/scene.ts'

/** What everybody is answered who stands to a room in some way. */
export type Answers = Record<Standing, string>

/** One way to use a command or a query, and who may. */
export type Case = {
  /** What is special about this input. */
  of?: string
  input?: (scene: Scene) => object
  answers: Answers
  /** Answers in a public and in a direct room where they differ; a case that names one of them is tried in all kinds. */
  public?: Partial<Answers>
  direct?: Partial<Answers>
}

/** What is so in every table: who has no session can do nothing. */
const ENDED = { deactivated: 'session_ended', 'ended session': 'session_ended', nobody: 'not_logged_in' } as const

export function everybody(answer: string, others: Partial<Answers> = {}): Answers {
  const all = Object.fromEntries(STANDINGS.map((standing) => [standing, answer])) as Answers
  return { ...all, ...ENDED, ...others }
}

export const GUESTS_MAY_NOT = { 'guest inside': 'forbidden', 'guest elsewhere': 'forbidden' } as const
export const withSession = everybody('ok')
export const anyone = everybody('ok', { nobody: 'ok' })
export const withAccount = everybody('ok', GUESTS_MAY_NOT)
export const ownersOnly = everybody('forbidden', { 'owner inside': 'ok', 'owner outside': 'ok' })
export const newcomers = everybody('forbidden', { 'guest inside': 'ok', 'guest elsewhere': 'ok', nobody: 'ok' })

/** Who is outside is told the same as if the thing did not exist. */
export function ofTheRoom(answer = 'ok', missing = 'room_not_found', others: Partial<Answers> = {}): Answers {
  const outside = { 'owner outside': missing, 'member outside': missing, 'guest elsewhere': missing }
  return everybody(answer, { ...outside, 'former member': missing, ...others })
}

export const moderators = ofTheRoom('ok', 'room_not_found', { 'member inside': 'forbidden', ...GUESTS_MAY_NOT })
export const managers = { ...moderators, 'moderator inside': 'forbidden' }
export const anyManager = { ...managers, 'owner outside': 'ok' }
export const noDirect = {
  'owner inside': 'direct_room',
  maker: 'direct_room',
  'moderator inside': 'direct_room',
  'member inside': 'direct_room',
  'owner outside': 'room_not_found',
}
export const allKinds = { public: {}, direct: {} }

/** Somebody else's section does not exist. */
export function ofAnother(input: () => object): Case {
  return { of: 'another’s', input, answers: everybody('section_not_found', GUESTS_MAY_NOT) }
}

/** The same input about what does not exist. */
export function elsewhere(input: object): object {
  const text = JSON.stringify(input).replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, () => crypto.randomUUID())
  return JSON.parse(text.replace(/"name":"[^"]*"/, `"name":"nowhere-${Date.now()}"`)) as object
}
