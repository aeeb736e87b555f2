import type { PersonDetails } from '@parley/protocol/users.ts'
import { signal } from '@preact/signals'
import { render } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { PersonCard } from '../../people/person-card.tsx'
import type { App } from '../app/app.ts'
import { loadSheet } from '../app/load-sheet.ts'
import { stayBeside } from './place-beside.ts'

/** Where a card is asked for, and by what: one that a key opened has the focus. */
export type Asked = {
  readonly app: App
  readonly goTo: (path: string) => Promise<void>
  readonly link: HTMLAnchorElement
  readonly isKeyed: boolean
}

type Shown = Asked & { readonly person: PersonDetails }

const shown = signal<Shown | null>(null)
let asked: Asked | null = null
let isDrawn = false

/** Shows who somebody is beside his name, once that is known; his presence is asked for while it is open. */
export async function openCard(ask: Asked): Promise<void> {
  if (openNow()?.link === ask.link && !ask.isKeyed) return
  asked = ask
  const userName = decodeURIComponent(new URL(ask.link.href).pathname.split('/')[2] ?? '')
  const [person] = await Promise.all([ask.app.client.query('user.show', { userName }), loadSheet('cards.css')])
  // One may have gone elsewhere meanwhile, or the name may be out of the page.
  if (asked !== ask || !ask.link.isConnected) return
  draw()
  ask.app.patch({ cardOf: person.id })
  shown.value = { ...ask, person }
}

/** The card that is open; going to another room closes it. */
function openNow(): Shown | null {
  const card = shown.peek()
  return card?.app.ui.peek().cardOf === card?.person.id ? card : null
}

/** The pointer went away: a card that the keys opened stays. */
export function leaveCard(): void {
  if (shown.peek()?.isKeyed !== true) closeCard()
}

/** The focus goes back to the name from which it came. */
function closeCard(): void {
  asked = null
  const card = openNow()
  shown.value = null
  if (card === null) return
  card.app.patch({ cardOf: null })
  if (card.isKeyed) card.link.focus({ preventScroll: true })
}

function draw(): void {
  if (isDrawn) return
  isDrawn = true
  render(<Card />, document.body.appendChild(document.createElement('div')))
  document.addEventListener('keydown', keyed, { capture: true })
  document.addEventListener('pointerdown', pressed)
  // Whoever scrolls goes on reading; what moves by itself takes the card along.
  document.addEventListener('wheel', leaveCard, { passive: true })
  window.addEventListener('popstate', closeCard)
}

/** Escape closes the card alone, however it was opened. */
function keyed(event: KeyboardEvent): void {
  if (event.key !== 'Escape' || openNow() === null) return
  event.preventDefault()
  event.stopPropagation()
  closeCard()
}

function pressed({ target }: PointerEvent): void {
  if (target instanceof Element && target.closest('.person-card') === null) leaveCard()
}

/** One went on from the last of what it holds. */
function left({ relatedTarget }: FocusEvent): void {
  const isInside = relatedTarget instanceof Element && relatedTarget.closest('.person-card') !== null
  if (!isInside && document.hasFocus()) closeCard()
}

function Card() {
  const box = useRef<HTMLElement>(null)
  const card = shown.value?.app.ui.value.cardOf === shown.value?.person.id ? shown.value : null
  useLayoutEffect(() => {
    if (box.current === null || card === null) return
    if (!box.current.matches(':popover-open')) box.current.showPopover()
    const leave = stayBeside(box.current, card.link, closeCard)
    if (card.isKeyed) {
      box.current.querySelector<HTMLElement>('button, a')?.focus()
      box.current.addEventListener('focusout', left)
    }
    return leave
  }, [card])
  if (card === null) return null
  const { app, goTo, link, person } = card
  const { presence, lastSeen } = app.live.value
  const write = async () => {
    const { subjectId } = await app.client.command('room.open-direct', { userIds: [person.id] })
    app.patch({ cardOf: null })
    await goTo(`/r/${subjectId}`)
  }
  return (
    <PersonCard
      key={link.href}
      person={{ ...person, ...app.user?.people[person.id] }}
      presence={person.id === app.user?.me.id ? undefined : presence[person.id]}
      lastSeenAt={lastSeen[person.id] ?? person.lastSeenAt}
      isMe={person.id === app.user?.me.id}
      now={Date.now()}
      cardRef={box}
      onWrite={() => void write().catch(() => {})}
    />
  )
}
