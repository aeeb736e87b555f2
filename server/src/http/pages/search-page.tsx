import { AppView } from '@parley/web/client/app/app-view.tsx'
import { modelOf } from '@parley/web/client/app/app-model.ts'
import { viewsShown } from '@parley/web/client/app/lazy-views.ts'
import { titleOf } from '@parley/web/client/title.ts'
import type { Searched } from '@parley/web/pages/page-state.ts'
import { searchTexts } from '@parley/web/texts/search.ts'
import { showPage } from './frame.tsx'
import { loadApp } from './load-app.ts'
import { ask, type PageContext } from './page-context.ts'

/** Longer than what anybody types, and short enough for an address. */
const LONGEST = 1_000

/** What was said, by its words: one page of it, and a link to the older ones. */
export async function searchPage(context: PageContext): Promise<Response> {
  const state = { ...(await loadApp(context, null)), search: await search(context) }
  const model = modelOf(state)
  return showPage(context, {
    title: titleOf(0, searchTexts.search, state.community.name),
    state,
    sheets: viewsShown(model).flatMap((view) => view.sheets),
    body: <AppView model={model} />,
  })
}

async function search(context: PageContext): Promise<Searched> {
  const { searchParams } = context.url
  const text = (searchParams.get('q') ?? '').slice(0, LONGEST).toWellFormed().replaceAll('\0', '')
  if (text.trim() === '') return { text, page: null }
  const before = searchParams.get('before')?.slice(0, 200).toWellFormed().replaceAll('\0', '')
  const found = await ask(context, 'message.search', before === undefined ? { text } : { text, before })
  return { text, page: { ...found, text } }
}
