import { parse } from '@parley/web/markdown/parse.ts'
import { seqOf } from '@parley/web/client/routing/routes.ts'
import { SavedList } from '@parley/web/saved/saved-list.tsx'
import { savedTexts } from '@parley/web/texts/saved.ts'
import { ask, type PageContext } from './page-context.ts'
import { showSheet } from './sheet-pages.tsx'

/** What one keeps for oneself. */
export async function savedPage(context: PageContext): Promise<Response> {
  const before = seqOf(context.url.searchParams.get('before'))
  const list = await ask(context, 'saved.list', before === null ? {} : { before })
  return showSheet(
    context,
    savedTexts.title,
    <SavedList
      list={list}
      ownId={context.visit.actor.id ?? ''}
      blocksOf={(message) => context.ports.bodies.of([message])[message.id]?.blocks ?? parse(message.body)}
      nextHref={list.next === null ? null : `/saved?before=${list.next}`}
    />,
  )
}
