import type { Presence } from '@parley/protocol/presence.ts'
import type { Person } from '@parley/protocol/users.ts'
import { CommandForm } from '../forms/command-form.tsx'
import { SearchForm } from '../forms/search-form.tsx'
import { Icon } from '../parts/icon.tsx'
import { personName } from '../rooms/room-title.ts'
import { SheetHead } from '../shell/sheet.tsx'
import { peopleTexts as texts } from '../texts/people.ts'
import { PersonLine } from './person-line.tsx'

type Props = {
  /** Without oneself. */
  readonly people: readonly Person[]
  readonly presence?: Readonly<Record<string, Presence>>
  readonly search: string
  readonly isOwner: boolean
  readonly nextHref?: string | null
}

const ONE = 'write-to-one'

/** Everybody with an account: a name opens the conversation, several chosen ones make a group. */
export function ContactList({ people, presence = {}, search, isOwner, nextHref = null }: Props) {
  return (
    <div class="pane settings" id="content" tabIndex={-1}>
      <div class="sheet">
        <SheetHead title={texts.people} lead={texts.lead} back="/rooms" />
        <SearchForm action="/people" label={texts.find} button={texts.findButton} value={search} />
        <CommandForm command="room.open-direct" id={ONE} then="/r/{subject}" label={texts.people}>
          {''}
        </CommandForm>
        {people.length === 0 ? (
          <Nobody search={search} isOwner={isOwner} />
        ) : (
          <Contacts people={people} presence={presence} />
        )}
        {nextHref !== null && (
          <p>
            <a class="text-button" href={nextHref}>
              {texts.more}
            </a>
          </p>
        )}
      </div>
    </div>
  )
}

type ContactsProps = { readonly people: readonly Person[]; readonly presence: Readonly<Record<string, Presence>> }

function Contacts({ people, presence }: ContactsProps) {
  return (
    <CommandForm command="room.open-direct" then="/r/{subject}" class="contacts">
      <ul class="entries">
        {people.map((person) => (
          <li key={person.id} class="entry">
            <PersonLine person={person} presence={presence[person.id]}>
              <button class="name-button" type="submit" form={ONE} name={`userIds.${person.id}`} value="on">
                <bdi>{personName(person)}</bdi>
                {person.userName !== null && <bdi class="user-name">@{person.userName}</bdi>}
                <span class="heard">{texts.writeHeard}</span>
              </button>
            </PersonLine>
            {person.userName !== null && <ProfileLink userName={person.userName} name={personName(person)} />}
            <input
              class="pick"
              type="checkbox"
              name={`userIds.${person.id}`}
              aria-label={texts.choose(personName(person))}
            />
          </li>
        ))}
      </ul>
      <div class="actions when-picked">
        <button class="button primary" type="submit">
          {texts.group}
        </button>
      </div>
    </CommandForm>
  )
}

/** Who somebody is, where his name itself opens the conversation. */
function ProfileLink({ userName, name }: { readonly userName: string; readonly name: string }) {
  return (
    <a
      class="tool"
      href={`/people/${encodeURIComponent(userName)}`}
      aria-label={texts.profileOf(name)}
      title={texts.profile}
    >
      <Icon name="user" />
    </a>
  )
}

function Nobody({ search, isOwner }: { readonly search: string; readonly isOwner: boolean }) {
  if (search !== '') return <p class="empty">{texts.none}</p>
  return (
    <p class="empty">
      {texts.onlyYou}{' '}
      {isOwner && (
        <a class="link" href="/admin#invites">
          {texts.invite}
        </a>
      )}
    </p>
  )
}
