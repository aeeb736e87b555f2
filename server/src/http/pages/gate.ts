import type { Community } from '@parley/protocol/community.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import { SCREENS, type ScreenName } from '@parley/web/pages/screens.ts'
import { isOwnPath } from '../answers.ts'
import type { PageContext } from './page-context.ts'

/**
 * Decides who sees a screen: answers where to go instead, or null. Throws `forbidden` for those whom no log-in would help.
 * The queries behind a page check again; this only leads people to where they can go on.
 */
export function gate(name: ScreenName, community: Community, context: PageContext): string | null {
  if (name === 'offline') return null
  if (!community.isSetUp) return name === 'setUp' ? null : '/set-up'
  if (name === 'setUp') return '/'
  const { role } = context.visit.actor
  switch (SCREENS[name].who) {
    case 'anyone':
      return null
    case 'visitor':
      return role === 'nobody' || role === 'guest' ? null : thenOf(context.url)
    case 'session':
      return role === 'nobody' ? logInPath(context.url) : null
    case 'account':
      return forAccounts(role !== 'guest', context)
    case 'owner':
      return forAccounts(role === 'owner', context)
  }
}

function forAccounts(isAllowed: boolean, context: PageContext): string | null {
  if (context.visit.actor.role === 'nobody') return logInPath(context.url)
  if (!isAllowed) throw new ParleyError('forbidden')
  return null
}

/** Log in, and come back. */
export function logInPath(url: URL): string {
  return `/log-in?then=${encodeURIComponent(url.pathname + url.search)}`
}

/** Where a page's address says that one goes afterwards: a path of our own, else the beginning. */
export function thenOf(url: URL): string {
  const then = url.searchParams.get('then') ?? undefined
  return isOwnPath(then) ? then : '/'
}
