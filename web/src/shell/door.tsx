import type { Community } from '@parley/protocol/community.ts'
import type { ComponentChildren } from 'preact'
import type { IconName } from '../parts/icon-names.ts'
import { Icon } from '../parts/icon.tsx'
import { CommunitySign } from '../rooms/sidebar.tsx'
import { OtherLanguage } from '../settings/language-form.tsx'
import { doorTexts } from '../texts/doors.ts'
import { shellTexts as texts } from '../texts/shell.ts'
import type { Theme } from './theme.ts'

type Props = {
  readonly community: Pick<Community, 'name' | 'description'>
  readonly theme: Theme
  /** The page's own path, to come back to after the theme was changed. */
  readonly here: string
  readonly children: ComponentChildren
  /** Beside the main way in: the one for members. */
  readonly aside?: ComponentChildren
  /** The page has a main form to skip to. */
  readonly hasForm?: boolean
}

/** A page before one is in. */
export function Door({ community, theme, here, children, aside, hasForm = true }: Props) {
  return (
    <>
      {hasForm && (
        <a class="skip" href="#content">
          {doorTexts.skip}
        </a>
      )}
      <div class={aside === undefined ? 'door alone' : 'door'}>
        <main class="door-main">
          <header class="door-head">
            <a class="home" href="/">
              <CommunitySign name={community.name} />
              <b>
                <bdi>{community.name}</bdi>
              </b>
            </a>
            {community.description !== '' && <p dir="auto">{community.description}</p>}
            {aside === undefined && <ThemeButton theme={theme} here={here} />}
          </header>
          <section class="enter" id="content">
            {children}
          </section>
          <footer class="door-foot">
            <span>{texts.runsOn}</span>
            <OtherLanguage here={here} />
          </footer>
        </main>
        {aside !== undefined && (
          <aside class="door-side" aria-label={doorTexts.forMembers}>
            <div class="door-head">
              <ThemeButton theme={theme} here={here} />
            </div>
            {aside}
          </aside>
        )}
      </div>
    </>
  )
}

const NEXT = { system: 'light', light: 'dark', dark: 'system' } as const
const ICONS: Readonly<Record<Theme, IconName>> = { system: 'sun-moon', light: 'sun', dark: 'moon' }

function ThemeButton({ theme, here }: { readonly theme: Theme; readonly here: string }) {
  return (
    <form class="tools" method="post" action="/theme">
      <input type="hidden" name="then" value={here} />
      <button
        class="tool"
        type="submit"
        name="theme"
        value={NEXT[theme]}
        aria-label={texts.theme.now(texts.theme[theme])}
      >
        <Icon name={ICONS[theme]} />
      </button>
    </form>
  )
}
