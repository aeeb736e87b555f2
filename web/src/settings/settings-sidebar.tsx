import type { IconName } from '../parts/icon-names.ts'
import { Icon } from '../parts/icon.tsx'

/** One part of the page, or another page. */
export type SettingsLink = {
  readonly href: string
  readonly icon: IconName
  readonly label: string
  readonly isCurrent?: boolean
}

type Props = {
  readonly title: string
  readonly backHref: string
  readonly sections: readonly { readonly id: string; readonly title: string; readonly links: readonly SettingsLink[] }[]
}

/** In the sidebar's place: the parts of the settings, and the way back. */
export function SettingsSidebar({ title, backHref, sections }: Props) {
  return (
    <nav class="sidebar" aria-label={title}>
      <div class="sidebar-head">
        <div class="community">
          <a class="community-name" href={backHref}>
            <Icon name="arrow-left" turns />
            <span>{title}</span>
          </a>
        </div>
      </div>
      <div class="sidebar-lists">
        {sections.map((section) => (
          <section key={section.id} class="section" aria-labelledby={`section-${section.id}`}>
            <div class="section-head">
              <h2 id={`section-${section.id}`}>
                <bdi>{section.title}</bdi>
              </h2>
            </div>
            <ul>
              {section.links.map((link) => (
                <li key={link.href}>
                  <a class="row" href={link.href} aria-current={link.isCurrent ? 'page' : undefined}>
                    <Icon name={link.icon} />
                    <span class="row-name">{link.label}</span>
                  </a>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </nav>
  )
}
