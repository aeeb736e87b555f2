import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import type { InboxRow } from '../../notifications/inbox-items.ts'
import { InboxView } from '../../notifications/inbox-view.tsx'
import type { AppModel } from '../app/app-model.ts'
import type { AppActions } from '../app/app-view.tsx'
import { readPlace, readRoom } from '../app/marks.ts'
import { see } from '../later/see.ts'
import { moreOfInbox } from './open-inbox.ts'

type Props = { readonly model: AppModel; readonly actions: AppActions | undefined }

/** The inbox in its place: the same on the server and in the browser. */
export function InboxPane({ model, actions }: Props) {
  const goesOnAt = useGoingOn()
  useEffect(() => {
    // Before the keys of the page, by which every letter goes to the composer.
    document.addEventListener('keydown', keyed, { capture: true })
    return () => document.removeEventListener('keydown', keyed, { capture: true })
  }, [])
  if (model.inbox === null) return null
  const app = actions?.live.app
  const does = app && {
    onRead: ({ place }: InboxRow) => {
      goesOnAt(focusedRow(rows()))
      if (place.isRoom) void readRoom(app, place.roomId, place.seq)
      else readPlace(app, place)
    },
    onOpen: ({ reminds, isUnread }: InboxRow) => {
      if (reminds !== null && isUnread) see(app, reminds)
    },
    onMore: () => void moreOfInbox(app).catch(() => {}),
  }
  return <InboxView inbox={model.inbox} user={model.user} actions={does} />
}

/** Where a row goes with what was read in it, the focus goes on at the one that takes its place. */
function useGoingOn(): (at: number) => void {
  const from = useRef<number | null>(null)
  useLayoutEffect(() => {
    const at = from.current
    if (at === null || document.activeElement !== document.body) return
    from.current = null
    goTo(at)
  })
  return (at) => (from.current = at < 0 ? null : at)
}

function rows(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('.inbox-rows li')]
}

function focusedRow(all: readonly HTMLElement[]): number {
  return all.findIndex((row) => row.contains(document.activeElement))
}

function goTo(at: number): void {
  const all = rows()
  const row = all[Math.min(all.length - 1, Math.max(0, at))]
  const goal = row?.querySelector('a') ?? document.querySelector<HTMLElement>('#content')
  goal?.focus()
}

/** J and K, and the arrows, go from row to row; E marks the row as read. Enter is the link's own. */
function keyed(event: KeyboardEvent): void {
  const isInRows = document.activeElement === document.body || document.activeElement?.closest('.inbox') !== null
  if (event.ctrlKey || event.metaKey || event.altKey || !isInRows) return
  const at = focusedRow(rows())
  const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key]
  if (step !== undefined) goTo(at + step)
  else if (event.key === 'e') rows()[at]?.querySelector('button')?.click()
  else return
  event.preventDefault()
  event.stopPropagation()
}
