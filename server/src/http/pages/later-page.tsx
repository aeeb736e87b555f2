import { AppView } from '@parley/web/client/app/app-view.tsx'
import { modelOf } from '@parley/web/client/app/app-model.ts'
import { titleOf } from '@parley/web/client/title.ts'
import { LaterPage } from '@parley/web/later/later-page.tsx'
import { PAGE_SHEETS } from '@parley/web/styles/sheets.ts'
import { laterTexts } from '@parley/web/texts/later.ts'
import { showPage } from './frame.tsx'
import { loadApp } from './load-app.ts'
import { ask, type PageContext } from './page-context.ts'

/** What one keeps for later: drafts, scheduled messages and reminders. */
export async function laterPage(context: PageContext): Promise<Response> {
  const state = await loadApp(context, null)
  const model = { ...modelOf(state), pane: 'room' as const }
  const { drafts } = await ask(context, 'draft.list', {})
  const { scheduled } = await ask(context, 'scheduled.list', {})
  const reminders = await ask(context, 'reminder.list', {})
  const lists = { drafts, scheduled, reminders }
  return showPage(context, {
    title: titleOf(0, laterTexts.title, state.community.name),
    zone: state.me.timeZone,
    sheets: [...PAGE_SHEETS, 'later.css'],
    body: <AppView model={model} main={<LaterPage user={model.user} {...lists} now={Date.parse(state.at)} />} />,
  })
}
