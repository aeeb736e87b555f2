import { LANGUAGES } from '@parley/protocol/languages.ts'
import { OfflinePage } from '@parley/web/shell/error-page.tsx'
import { shellTexts } from '@parley/web/texts/shell.ts'
import { speak, spokenLanguage } from '../../language.ts'
import { showPage } from './frame.tsx'
import type { PageContext } from './page-context.ts'

/**
 * The app without anything of anyone, in the language that is asked for: service workers keep it in each, and it fills
 * itself from what the browser kept.
 */
export async function offlinePage(context: PageContext): Promise<Response> {
  const nobody = { ...context, headers: new Headers() }
  const asked = context.url.searchParams.get('language')
  const language = LANGUAGES.find((known) => known === asked) ?? spokenLanguage()
  return speak(language, () =>
    showPage(nobody, {
      title: shellTexts.errors.offline,
      script: 'app',
      body: <OfflinePage community={{ name: 'Parley', description: '' }} theme="system" />,
    }),
  )
}
