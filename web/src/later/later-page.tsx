import type { Draft } from '@parley/protocol/drafts.ts'
import type { QueryOutput } from '@parley/protocol/queries.ts'
import type { Scheduled } from '@parley/protocol/scheduled.ts'
import { placeOf } from '@parley/sdk/state/later.ts'
import type { UserState } from '@parley/sdk/state/user.ts'
import { CommandForm } from '../forms/command-form.tsx'
import { Area } from '../forms/field.tsx'
import { usePageForms } from '../forms/page-forms.ts'
import { Problem } from '../forms/problem.tsx'
import { Group, SheetHead } from '../shell/sheet.tsx'
import { laterTexts as texts } from '../texts/later.ts'
import { LaterList, LaterRowFrame } from './later-rows.tsx'
import { draftRow, type LaterRow, reminderRow, scheduledRow } from './rows.ts'
import { TimeChoice } from './time-choice.tsx'

type Props = {
  readonly user: UserState
  readonly drafts: readonly Draft[]
  readonly scheduled: readonly Scheduled[]
  readonly reminders: QueryOutput<'reminder.list'>
  readonly now: number
}

const HERE = '/later'

/** What one keeps for later, in forms: three lists on a page of their own. */
export function LaterPage({ user, drafts, scheduled, reminders, now }: Props) {
  const messages = new Map(reminders.messages.map((message) => [message.id, message]))
  const people = new Map(reminders.people.map((person) => [person.id, person]))
  const reminded = reminders.reminders.flatMap((one) => {
    const message = messages.get(one.messageId)
    return message ? [reminderRow(user, one, message, people.get(message.authorId), now)] : []
  })
  const gone = useGone([...scheduled.map(({ id }) => id), ...reminded.map(({ id }) => id)])
  return (
    <div class="pane settings" id="content" tabIndex={-1}>
      <div class="sheet">
        <div class="group">
          <SheetHead title={texts.title} back="/rooms" />
          {gone && <Problem id="gone-problem" problem={gone} />}
        </div>
        <Group id="drafts" title={texts.tabs.drafts}>
          <LaterList label={texts.tabs.drafts} nothing={texts.nothing.drafts} isEmpty={drafts.length === 0}>
            {drafts.map((draft) => (
              <DraftItem key={placeOf(draft)} draft={draft} row={draftRow(user, draft)} />
            ))}
          </LaterList>
        </Group>
        <Group id="scheduled" title={texts.tabs.scheduled}>
          <LaterList label={texts.tabs.scheduled} nothing={texts.nothing.scheduled} isEmpty={scheduled.length === 0}>
            {scheduled.map((one) => (
              <ScheduledItem key={one.id} row={scheduledRow(user, one, now)} user={user} now={now} />
            ))}
          </LaterList>
        </Group>
        <Group id="reminders" title={texts.tabs.reminders}>
          <LaterList label={texts.tabs.reminders} nothing={texts.nothing.reminders} isEmpty={reminded.length === 0}>
            {reminded.map((row) => (
              <ReminderItem key={row.id} row={row} user={user} now={now} />
            ))}
          </LaterList>
        </Group>
      </div>
    </div>
  )
}

/** What was wrong with the form of a row that is no longer there, as where another device was quicker. */
function useGone(ids: readonly string[]) {
  const { problem } = usePageForms()
  const id = problem?.values?.scheduledId ?? problem?.values?.messageId
  return id === undefined || ids.includes(id) ? null : problem
}

/** Where no script runs, its room is opened with the text in its place. */
function DraftItem({ draft, row }: { readonly draft: Draft; readonly row: LaterRow }) {
  const { roomId, rootId } = draft
  const place = rootId === null ? { body: '' } : { rootId, body: '' }
  return (
    <LaterRowFrame row={row}>
      {row.href !== null && <Open href={`${row.href}?draft`} />}
      <CommandForm command="draft.set" then={HERE} of={{ name: 'roomId', value: roomId }} hidden={place}>
        <Send label={texts.discard} />
      </CommandForm>
    </LaterRowFrame>
  )
}

type ItemProps = { readonly row: LaterRow; readonly user: UserState; readonly now: number }

function ScheduledItem({ row, user, now }: ItemProps) {
  const of = { name: 'scheduledId', value: row.id }
  const { problem } = usePageForms()
  const isRefused = problem?.command === 'scheduled.edit' && problem.values?.scheduledId === row.id
  return (
    <LaterRowFrame row={row}>
      {row.href !== null && <Open href={row.href} />}
      <CommandForm command="scheduled.send" then={HERE} of={of}>
        <Send label={texts.sendNow} />
      </CommandForm>
      <CommandForm command="scheduled.cancel" then={HERE} of={of}>
        <Send label={texts.takeBack} />
      </CommandForm>
      <details class="later-change" open={isRefused}>
        <summary class="text-button">{texts.editText}</summary>
        <CommandForm command="scheduled.edit" class="later-edit" then={HERE} of={of}>
          <Area
            id={`text-${row.id}`}
            name="body"
            label={texts.text}
            value={row.text}
            area={{ required: true, rows: 3 }}
          />
          <TimeChoice id={`at-${row.id}`} user={user} now={now} asItIs={row.when} />
          <p>
            <button class="button" type="submit">
              {texts.save}
            </button>
          </p>
        </CommandForm>
      </details>
    </LaterRowFrame>
  )
}

function ReminderItem({ row, user, now }: ItemProps) {
  const of = { name: 'messageId', value: row.id }
  const { problem } = usePageForms()
  const isRefused = problem?.command === 'reminder.set' && problem.values?.messageId === row.id
  return (
    <LaterRowFrame row={row}>
      {row.href !== null && <Open href={row.href} />}
      <CommandForm command="reminder.remove" then={HERE} of={of}>
        <Send label={texts.done} />
      </CommandForm>
      <details class="later-change" open={isRefused}>
        <summary class="text-button">{texts.changeTime}</summary>
        <CommandForm command="reminder.set" class="later-edit" then={HERE} of={of}>
          <TimeChoice id={`at-${row.id}`} user={user} now={now} asItIs={null} />
          <p>
            <button class="button" type="submit">
              {texts.save}
            </button>
          </p>
        </CommandForm>
      </details>
    </LaterRowFrame>
  )
}

function Open({ href }: { readonly href: string }) {
  return (
    <a class="text-button" href={href}>
      {texts.open}
    </a>
  )
}

function Send({ label }: { readonly label: string }) {
  return (
    <button class="text-button" type="submit">
      {label}
    </button>
  )
}
