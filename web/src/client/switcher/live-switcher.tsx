import type { Person } from '@parley/protocol/users.ts'
import { type Signal, useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { type Choice, type ChoiceGroup, Switcher } from '../../shell/switcher.tsx'
import { laterTexts } from '../../texts/later.ts'
import { peopleTexts } from '../../texts/people.ts'
import { roomFormTexts } from '../../texts/room-forms.ts'
import { roomTexts } from '../../texts/rooms.ts'
import { savedTexts } from '../../texts/saved.ts'
import { settingsTexts } from '../../texts/settings.ts'
import { searchTexts } from '../../texts/search.ts'
import { switcherTexts } from '../../texts/switcher.ts'
import type { App } from '../app/app.ts'
import { Modal } from '../app/modal.tsx'
import { findChoices, type Goals, stepChoice } from './choices.ts'

type Props = { app: App; goTo: (path: string) => Promise<void>; onClose: () => void }

const COMMANDS: Goals['commands'] = [
  { id: '/rooms/new', name: roomTexts.addRoom, icon: 'plus' },
  { id: '/rooms?q=', name: roomFormTexts.browse, icon: 'house' },
  { id: '/search', name: searchTexts.searchMessages, icon: 'search' },
  { id: '/saved', name: savedTexts.title, icon: 'bookmark' },
  { id: '/people', name: peopleTexts.people, icon: 'users' },
  { id: '/settings', name: settingsTexts.settings, icon: 'settings' },
  { id: 'drafts', name: laterTexts.tabs.drafts, icon: 'pencil' },
  { id: 'scheduled', name: laterTexts.tabs.scheduled, icon: 'clock' },
  { id: 'reminders', name: laterTexts.tabs.reminders, icon: 'alarm-clock' },
  { id: 'shortcuts', name: switcherTexts.shortcuts, icon: 'command' },
]

/** Ctrl K: finds rooms, people and commands while one types. */
export function LiveSwitcher({ app, goTo, onClose }: Props) {
  const query = useSignal('')
  const chosen = useSignal<string | null>(null)
  const people = useFoundPeople(app, query)
  const groups = findChoices({ rows: app.rows, people, commands: COMMANDS }, query.value)
  const choices = groups.flatMap((group) => group.choices)
  const chosenId = choices.some((choice) => choice.id === chosen.value) ? chosen.value : (choices[0]?.id ?? null)
  const pick = (choice: Choice | undefined) => {
    if (choice === undefined) return
    onClose()
    void open(app, goTo, choice)
  }
  return (
    <Modal>
      {(ref) => (
        <Switcher
          query={query.value}
          groups={groups}
          chosenId={chosenId}
          dialogRef={ref}
          onQuery={(text) => (query.value = text)}
          onKeyDown={(event) =>
            keyed(event, { groups, chosenId, chosen, pick: () => pick(choices.find(({ id }) => id === chosenId)) })
          }
          onPick={pick}
          onClose={onClose}
        />
      )}
    </Modal>
  )
}

type Keyed = {
  groups: readonly ChoiceGroup[]
  chosenId: string | null
  chosen: Signal<string | null>
  pick: () => void
}

function keyed(event: KeyboardEvent, { groups, chosenId, chosen, pick }: Keyed): void {
  if (event.isComposing) return
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault()
    chosen.value = stepChoice(groups, chosenId, event.key === 'ArrowDown' ? 1 : -1)
  } else if (event.key === 'Enter') {
    event.preventDefault()
    pick()
  }
}

/** People whose names have what is typed; an answer that comes too late is not shown. */
function useFoundPeople(app: App, query: Signal<string>): readonly Person[] {
  const people = useSignal<readonly Person[]>([])
  const typed = query.value
  useEffect(() => {
    if (app.user?.me.role === 'guest' || /^[#/]/.test(typed)) return
    const search = typed.replace(/^@/, '').trim()
    let isCurrent = true
    const found = app.client.query('user.list', search === '' ? {} : { search }).catch(() => null)
    void found.then((page) => {
      if (page && isCurrent) people.value = page.people.filter((person) => person.id !== app.user?.me.id)
    })
    return () => {
      isCurrent = false
    }
  }, [app, typed, people])
  return people.value
}

async function open(app: App, goTo: (path: string) => Promise<void>, choice: Choice): Promise<void> {
  const row = app.rows.find(({ id }) => id === choice.id)
  if (row !== undefined) return goTo(row.href)
  if (choice.id === 'shortcuts') return app.patch({ dialog: { kind: 'shortcuts' } })
  if (choice.id === 'drafts' || choice.id === 'scheduled' || choice.id === 'reminders')
    return app.patch({ dialog: { kind: 'later', tab: choice.id } })
  if ('icon' in choice.mark) return goTo(choice.id)
  const { subjectId } = await app.client.command('room.open-direct', { userIds: [choice.id] })
  return goTo(`/r/${subjectId}`)
}
