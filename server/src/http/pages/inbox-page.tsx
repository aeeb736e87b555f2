import { mergePeople } from '@parley/sdk/state/user.ts'
import { AppView } from '@parley/web/client/app/app-view.tsx'
import { modelOf } from '@parley/web/client/app/app-model.ts'
import { viewsShown } from '@parley/web/client/app/lazy-views.ts'
import { titleOf } from '@parley/web/client/title.ts'
import type { Inbox } from '@parley/web/notifications/inbox-items.ts'
import { readLines } from '@parley/web/notifications/unread-places.ts'
import type { AppState } from '@parley/web/pages/page-state.ts'
import { notificationTexts } from '@parley/web/texts/notifications.ts'
import { showPage } from './frame.tsx'
import { loadApp } from './load-app.ts'
import { ask, type PageContext } from './page-context.ts'

/** What was said to one; or, where that is asked, the rooms in which something is unread. */
export async function inboxPage(context: PageContext): Promise<Response> {
  const state = await loadApp(context, null)
  const { inbox, people } = await readInbox(context, state)
  const list = { ...state.list, people: Object.values(mergePeople({}, [...state.list.people, ...people])) }
  const shown = { ...state, list, inbox }
  const model = modelOf(shown)
  return showPage(context, {
    title: titleOf(0, notificationTexts.inbox, state.community.name),
    state: shown,
    sheets: viewsShown(model).flatMap((view) => view.sheets),
    body: <AppView model={model} />,
  })
}

async function readInbox(context: PageContext, { list }: AppState) {
  const { searchParams } = context.url
  if (searchParams.has('unread')) return readUnread(context, list)
  const after = searchParams.get('after')
  const { items, next, people } = await ask(context, 'inbox.list', after === null ? {} : { after: after.slice(0, 100) })
  const inbox: Inbox = { shows: 'mine', items, next, lines: {} }
  return { inbox, people }
}

async function readUnread(context: PageContext, { entries }: AppState['list']) {
  const { lines, people } = await readLines(entries, (name, input) => ask(context, name, input))
  const inbox: Inbox = { shows: 'unread', items: [], next: null, lines }
  return { inbox, people }
}
