import type { Room } from '@parley/protocol/rooms.ts'
import type { Person } from '@parley/protocol/users.ts'
import { type Signal, useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { type Choice, type ChoiceGroup, Switcher } from '../../shell/switcher.tsx'
import { laterTexts } from '../../texts/later.ts'
import { notificationTexts } from '../../texts/notifications.ts'
import { peopleTexts } from '../../texts/people.ts'
import { presenceTexts } from '../../texts/presence.ts'
import { roomFormTexts } from '../../texts/room-forms.ts'
import { roomTexts } from '../../texts/rooms.ts'
import { savedTexts } from '../../texts/saved.ts'
import { settingsTexts } from '../../texts/settings.ts'
import { searchTexts } from '../../texts/search.ts'
import { switcherTexts } from '../../texts/switcher.ts'
import { threadTexts } from '../../texts/threads.ts'
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
  { id: '/inbox', name: notificationTexts.inbox, icon: 'inbox' },
  { id: '/inbox?unread', name: notificationTexts.unread, icon: 'list' },
  { id: '/threads', name: threadTexts.threads, icon: 'message-square-text' },
  { id: 'notifications', name: notificationTexts.jumpToDay, icon: 'clock' },
  { id: 'status', name: presenceTexts.title, icon: 'user' },
  { id: 'shortcuts', name: switcherTexts.shortcuts, icon: 'command' },
]

/** Ctrl K: finds rooms, people and commands while one types. */
export function LiveSwitcher({ app, goTo, onClose }: Props) {
  const query = useSignal('')
  const chosen = useSignal<string | null>(null)
  const people = useFoundPeople(app, query)
  const others = useFoundRooms(app, query)
  const commands = app.room?.membership ? COMMANDS : COMMANDS.filter(({ id }) => id !== 'notifications')
  const groups = findChoices({ rows: app.rows, people, others, commands }, query.value)
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

/** People whose names have what is typed, and those whom this page knows; an answer that comes too late is not shown. */
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
  const known = app.user?.me.role === 'guest' ? [] : Object.values(app.user?.people ?? {})
  const others = known.filter(({ id, role }) => id !== app.user?.me.id && (role === 'owner' || role === 'member'))
  return [...new Map([...people.value, ...others].map((person) => [person.id, person])).values()]
}

/** Public rooms in which one is not, once something is typed. */
function useFoundRooms(app: App, query: Signal<string>): readonly Room[] {
  const rooms = useSignal<readonly Room[]>([])
  const search = query.value.replace(/^#/, '').trim()
  useEffect(() => {
    rooms.value = []
    if (app.user?.me.role === 'guest' || search === '' || /^[@/]/.test(search)) return
    let isCurrent = true
    const found = app.client.query('room.browse', { search: [...search].slice(0, 100).join('') }).catch(() => null)
    void found.then((page) => {
      if (page && isCurrent) rooms.value = page.rooms.flatMap(({ room, isMember }) => (isMember ? [] : [room]))
    })
    return () => {
      isCurrent = false
    }
  }, [app, search, rooms])
  return rooms.value
}

async function open(app: App, goTo: (path: string) => Promise<void>, choice: Choice): Promise<void> {
  const row = app.rows.find(({ id }) => id === choice.id)
  if (row !== undefined) return goTo(row.href)
  if (choice.id === 'shortcuts' || choice.id === 'status' || choice.id === 'notifications')
    return app.patch({ dialog: { kind: choice.id } })
  if (choice.id === 'drafts' || choice.id === 'scheduled' || choice.id === 'reminders')
    return app.patch({ dialog: { kind: 'later', tab: choice.id } })
  if ('icon' in choice.mark) return goTo(choice.id)
  if (choice.mark.kind !== 'direct') return goTo(`/r/${encodeURIComponent(choice.name)}`)
  const { subjectId } = await app.client.command('room.open-direct', { userIds: [choice.id] })
  return goTo(`/r/${subjectId}`)
}
