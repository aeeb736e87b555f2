import type { Person } from '@parley/protocol/users.ts'
import type { Parley } from '@parley/sdk/client.ts'
import { listRooms, type UserState } from '@parley/sdk/state/user.ts'
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks'
import { personName } from '../../rooms/room-title.ts'
import { type FoundPage, SearchView } from '../../search/search-view.tsx'
import { type SearchNames, suggestSearch } from '../../search/suggest.ts'
import { typeHeld } from '../keys/ahead.ts'
import { LiveSearch } from './live-search.ts'
import { stepThroughHits, toFirstHit } from './steps.ts'

type Props = {
  readonly text: string
  /** What the page came with. */
  readonly page: FoundPage | null
  readonly user: UserState
  /** Null on the server. */
  readonly client: Pick<Parley, 'query'> | null
}

let kept: LiveSearch | null = null

/** The search as a page: drawn by the server, and going on in the browser as one types. */
export function SearchPane({ text, page, user, client }: Props) {
  const live = useLive(client, text, page)
  const fieldRef = useRef<HTMLInputElement>(null)
  const shown = live === null ? { page, isBusy: false, hasFailed: false } : live.shown.value
  const typed = live === null ? text : live.text.value
  useFocus(fieldRef, text)
  const ask = (asked: string) => {
    if (fieldRef.current !== null) fieldRef.current.value = asked
    fieldRef.current?.focus()
    live?.typed(asked)
  }
  return (
    <SearchView
      text={text}
      page={shown.page}
      isBusy={shown.isBusy}
      hasFailed={shown.hasFailed}
      people={withPeople(user.people, shown.page?.people ?? [])}
      ownId={user.me.id}
      suggestions={suggestSearch(typed, namesOf(user))}
      fieldRef={fieldRef}
      onInput={(event) => event.currentTarget instanceof HTMLInputElement && live?.typed(event.currentTarget.value)}
      onSubmit={(event) => {
        event.preventDefault()
        void live?.ask(live.text.peek()).then(() => toFirstHit())
      }}
      onKeyDown={(event) => stepThroughHits(event, fieldRef.current)}
      onSuggestion={(event, suggestion) => {
        if (live === null || event.ctrlKey || event.metaKey || event.shiftKey) return
        event.preventDefault()
        ask(suggestion.text)
      }}
      onOlder={(event) => {
        event.preventDefault()
        void live?.askOlder()
      }}
    />
  )
}

/** One search for the life of the page: who comes back from a message finds what he left. */
function useLive(client: Props['client'], text: string, page: FoundPage | null): LiveSearch | null {
  const live = useMemo(() => {
    if (client === null) return null
    kept ??= new LiveSearch(client)
    return kept
  }, [client])
  useMemo(() => live?.open(text, page), [live, text, page])
  return live
}

/** The field has the focus when the page is opened, with the caret at its end. */
function useFocus(fieldRef: { readonly current: HTMLInputElement | null }, text: string): void {
  useLayoutEffect(() => {
    const field = fieldRef.current
    if (field !== null && field.value !== text) field.value = text
  }, [fieldRef, text])
  useEffect(() => {
    const field = fieldRef.current
    field?.focus()
    field?.setSelectionRange(field.value.length, field.value.length)
    typeHeld()
  }, [fieldRef])
}

function withPeople(known: UserState['people'], found: readonly Person[]): UserState['people'] {
  return { ...known, ...Object.fromEntries(found.map((person) => [person.id, person])) }
}

function namesOf(user: UserState): SearchNames {
  const others = Object.values(user.people).filter(({ id, role }) => id !== user.me.id && role !== 'gone')
  return {
    people: others.map((person) => person.userName ?? personName(person)).sort(),
    rooms: listRooms(user).flatMap(({ room }) => room.name ?? []),
  }
}
