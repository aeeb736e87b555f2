import type { ComponentChildren } from 'preact'
import { Icon } from '../parts/icon.tsx'
import { shellTexts as texts } from '../texts/shell.ts'

type HeadProps = {
  readonly title: string
  readonly lead?: string
  /** The title is somebody's name. */
  readonly isName?: boolean
  /** Where a phone, which shows no sidebar, goes back to. */
  readonly back: string
  readonly action?: ComponentChildren
}

/** The head of a page that is a sheet: its title, and one action. */
export function SheetHead({ title, lead, isName = false, back, action }: HeadProps) {
  return (
    <div class="group-head">
      <a class="tool back" href={back} aria-label={texts.back}>
        <Icon name="chevron-left" isLarge turns />
      </a>
      <div>
        <h1>{isName ? <bdi>{title}</bdi> : title}</h1>
        {lead !== undefined && <p>{lead}</p>}
      </div>
      {action}
    </div>
  )
}

type GroupProps = {
  readonly id: string
  readonly title: string
  readonly lead?: string
  readonly action?: ComponentChildren
  readonly children: ComponentChildren
}

/** A part of a sheet, with its own title. */
export function Group({ id, title, lead, action, children }: GroupProps) {
  return (
    <section class="group" id={id} aria-labelledby={`${id}-title`}>
      <div class="group-head">
        <div>
          <h2 id={`${id}-title`}>{title}</h2>
          {lead !== undefined && <p>{lead}</p>}
        </div>
        {action}
      </div>
      {children}
    </section>
  )
}
