import type { Entry } from '@parley/web/pages/manifest.ts'
import type { AppState } from '@parley/web/pages/page-state.ts'
import type { Sheet } from '@parley/web/styles/sheets.ts'
import { IconSprite } from '@parley/web/parts/icon-sprite.tsx'
import type { ComponentChildren } from 'preact'
import { languageTexts } from '@parley/web/texts/language.ts'
import { spokenLanguage } from '../../language.ts'
import type { Assets } from './assets.ts'

type Props = {
  title: string
  /** The theme that the reader chose in this browser; null follows the system. */
  theme: 'light' | 'dark' | null
  /** Whether this browser shows the composer's toolbar; null leaves it to the room there is. */
  format?: 'shown' | 'hidden' | null
  assets: Assets
  /** What the app comes alive from; null for pages that are only forms. */
  state: AppState | null
  /** Seconds after which a browser that shows no endless pages asks again. */
  refreshS?: number | undefined
  /** The script that brings the page to life; null: none, as in the page that streams. */
  script: Entry | null
  /** Styles beside those of every page. */
  sheets: readonly Sheet[]
  children: ComponentChildren
}

/** The page around everything: what browsers need to know before they draw. */
export function Document({ title, theme, format, assets, state, refreshS, script, sheets, children }: Props) {
  const icon = assets.urlOf('icon.svg')
  return (
    <html
      lang={languageTexts.code}
      dir={languageTexts.dir === 'rtl' ? 'rtl' : 'ltr'}
      data-theme={theme ?? undefined}
      data-format={format ?? undefined}
    >
      <head>
        <meta charset="utf-8" />
        <meta
          name="viewport"
          content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content"
        />
        <meta name="color-scheme" content={theme ?? 'light dark'} />
        {refreshS !== undefined && <meta http-equiv="refresh" content={String(refreshS)} />}
        <title>{title}</title>
        {['main.css', ...sheets].map((sheet) => {
          const url = assets.urlOf(sheet)
          return url !== null && <link key={sheet} rel="stylesheet" href={url} />
        })}
        {icon !== null && (
          <link
            rel="icon"
            href={icon}
            type="image/svg+xml"
            data-read={icon}
            data-unread={assets.urlOf('icon-unread.svg')}
          />
        )}
        {script !== null && <Scripts urls={assets.entryUrls(script, spokenLanguage())} />}
      </head>
      <body>
        <IconSprite />
        <div id="root">{children}</div>
        {state !== null && <State state={state} />}
      </body>
    </html>
  )
}

function Scripts({ urls: [entry, ...more] }: { urls: readonly string[] }) {
  return (
    <>
      {more.map((url) => (
        <link key={url} rel="modulepreload" href={url} />
      ))}
      {entry !== undefined && <script type="module" src={entry} />}
    </>
  )
}

/** JSON in a script that is none: `<` is written so that no text in it can end it. */
function State({ state }: { state: AppState }) {
  const json = JSON.stringify(state).replaceAll('<', '\\u003c')
  return <script type="application/json" id="state" dangerouslySetInnerHTML={{ __html: json }} />
}
