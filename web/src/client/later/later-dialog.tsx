import type { Draft } from '@parley/protocol/drafts.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import type { Reminder } from '@parley/protocol/reminders.ts'
import { placeOf } from '@parley/sdk/state/later.ts'
import type { UserState } from '@parley/sdk/state/user.ts'
import { useSignal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import { type LaterAct, LaterList, LaterRowView } from '../../later/later-rows.tsx'
import { draftRow, reminderRow, scheduledRow } from '../../later/rows.ts'
import { SheetDialog } from '../../shell/sheet-dialog.tsx'
import { laterTexts as texts } from '../../texts/later.ts'
import type { App } from '../app/app.ts'
import { Modal } from '../app/modal.tsx'
import type { LaterTab } from '../app/ui.ts'
import { askReminder } from './ask.ts'
import { see } from './see.ts'
import { type Kept, LaterStore } from './later-store.ts'

type Props = { app: App; tab: LaterTab; goTo: (path: string) => Promise<void>; onClose: () => void }

const TABS: readonly LaterTab[] = ['drafts', 'scheduled', 'reminders']

/** What one keeps for later: three lists, as they change. */
export function LaterDialog({ app, tab, goTo, onClose }: Props) {
  const store = useMemo(() => new LaterStore(app), [app])
  useEffect(() => store.watch(), [store])
  const problem = useSignal<string | null>(null)
  const kept = store.kept.value
  useSeen(app, tab === 'reminders' ? kept : null)
  const { user } = app
  const parts: Parts = {
    app,
    open: (href) => {
      onClose()
      void goTo(href)
    },
    does: (work) => () => {
      problem.value = null
      work().catch((error: unknown) => {
        problem.value = error instanceof ParleyError ? error.message : texts.failed
      })
    },
  }
  return (
    <Modal>
      {(ref) => (
        <SheetDialog
          id="later"
          title={texts.title}
          look="later"
          problem={problem.value}
          dialogRef={ref}
          onClose={onClose}
        >
          <Tabs app={app} tab={tab} />
          <div role="tabpanel" id="later-panel" aria-labelledby={`later-${tab}`}>
            {store.isBroken.value && <Broken onAgain={() => void store.read()} />}
            {kept && user && tab === 'drafts' && <DraftList {...parts} user={user} kept={kept} />}
            {kept && user && tab === 'scheduled' && <ScheduledList {...parts} user={user} kept={kept} />}
            {kept && user && tab === 'reminders' && <ReminderList {...parts} user={user} kept={kept} />}
          </div>
        </SheetDialog>
      )}
    </Modal>
  )
}

/** Reminders that came and stand before one's eyes are seen. */
function useSeen(app: App, kept: Kept | null): void {
  const unseen = Object.values(kept?.later.reminders.byId ?? {})
    .filter(({ messageId, firedAt, seenAt }) => firedAt !== null && seenAt === null && kept?.messages[messageId])
    .map(({ messageId }) => messageId)
    .join(' ')
  useEffect(() => {
    for (const messageId of unseen.split(' ')) if (messageId !== '') see(app, messageId)
  }, [app, unseen])
}

/** One tab stop; the arrows go from one to the other. */
function Tabs({ app, tab }: { app: App; tab: LaterTab }) {
  const show = (next: LaterTab) => app.patch({ dialog: { kind: 'later', tab: next } })
  const keyed = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const isMirrored = getComputedStyle(document.documentElement).direction === 'rtl'
    const next = TABS.at((TABS.indexOf(tab) + (isMirrored ? -step : step)) % TABS.length) ?? tab
    show(next)
    document.getElementById(`later-${next}`)?.focus()
  }
  return (
    <div class="later-tabs" role="tablist" aria-label={texts.title}>
      {TABS.map((one) => (
        <button
          key={one}
          type="button"
          role="tab"
          id={`later-${one}`}
          aria-selected={one === tab}
          aria-controls="later-panel"
          tabIndex={one === tab ? 0 : -1}
          onKeyDown={keyed}
          onClick={() => show(one)}
        >
          {texts.tabs[one]}
        </button>
      ))}
    </div>
  )
}

function Broken({ onAgain }: { onAgain: () => void }) {
  return (
    <p class="later-nothing" role="alert">
      {texts.notRead}{' '}
      <button class="text-button" type="button" onClick={onAgain}>
        {texts.tryAgain}
      </button>
    </p>
  )
}

type Parts = {
  app: App
  open: (href: string) => void
  /** What a press does; what goes wrong is shown. */
  does: (work: () => Promise<unknown>) => () => void
}
type ListProps = Parts & { kept: Kept; user: UserState }

function DraftList({ app, user, kept, open, does }: ListProps) {
  const drafts = Object.values(kept.later.drafts.byId).toSorted((a, b) => b.version - a.version)
  return (
    <LaterList label={texts.tabs.drafts} nothing={texts.nothing.drafts} isEmpty={drafts.length === 0}>
      {drafts.map((draft) => (
        <LaterRowView
          key={placeOf(draft)}
          row={draftRow(user, draft)}
          acts={[discard(app, draft, does)]}
          onOpen={open}
        />
      ))}
    </LaterList>
  )
}

function discard(app: App, { roomId, rootId }: Draft, does: Parts['does']): LaterAct {
  const work = async () => {
    app.drafts.put(placeOf({ roomId, rootId }), '')
    await app.client.command('draft.set', { roomId, body: '', ...(rootId === null ? {} : { rootId }) })
  }
  return { label: texts.discard, onClick: does(work) }
}

function ScheduledList({ app, user, kept, open, does }: ListProps) {
  const { client } = app
  const all = Object.values(kept.later.scheduled.byId).toSorted((a, b) => (a.at < b.at ? -1 : 1))
  const changeTime = (scheduledId: string) => async () =>
    app.patch({
      dialog: {
        kind: 'when',
        title: texts.sendWhen,
        onPick: async (at) => void (await client.command('scheduled.edit', { scheduledId, at })),
      },
    })
  return (
    <LaterList label={texts.tabs.scheduled} nothing={texts.nothing.scheduled} isEmpty={all.length === 0}>
      {all.map((one) => (
        <LaterRowView
          key={one.id}
          row={scheduledRow(user, one, Date.now())}
          acts={[
            { label: texts.changeTime, onClick: does(changeTime(one.id)) },
            { label: texts.sendNow, onClick: does(() => client.command('scheduled.send', { scheduledId: one.id })) },
            { label: texts.takeBack, onClick: does(() => client.command('scheduled.cancel', { scheduledId: one.id })) },
          ]}
          onOpen={open}
          onEdit={(body) => does(() => client.command('scheduled.edit', { scheduledId: one.id, body }))()}
        />
      ))}
    </LaterList>
  )
}

function ReminderList({ app, user, kept, open, does }: ListProps) {
  const all = Object.values(kept.later.reminders.byId).toSorted((a, b) => (a.at < b.at ? -1 : 1))
  const actsOf = ({ messageId }: Reminder) => [
    { label: texts.changeTime, onClick: () => askReminder(app, { id: messageId }) },
    { label: texts.done, onClick: does(() => app.client.command('reminder.remove', { messageId })) },
  ]
  const rows = all.flatMap((one) => {
    const message = kept.messages[one.messageId]
    if (!message) return []
    const row = reminderRow(user, one, message, kept.people[message.authorId], Date.now())
    return [<LaterRowView key={one.messageId} row={row} acts={actsOf(one)} onOpen={open} />]
  })
  return (
    <LaterList label={texts.tabs.reminders} nothing={texts.nothing.reminders} isEmpty={rows.length === 0}>
      {rows}
    </LaterList>
  )
}
