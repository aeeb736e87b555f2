import { OfflinePage } from '@parley/web/shell/error-page.tsx'
import { shellTexts } from '@parley/web/texts/shell.ts'
import { showPage } from './frame.tsx'
import type { PageContext } from './page-context.ts'

/** The app without anything of anyone: service workers keep it, and it fills itself from what the browser kept. */
export async function offlinePage(context: PageContext): Promise<Response> {
  const nobody = { ...context, headers: new Headers() }
  return showPage(nobody, {
    title: shellTexts.errors.offline,
    script: 'app',
    body: <OfflinePage community={{ name: 'Parley', description: '' }} theme="system" />,
  })
}
