import type { UserDetails } from '@parley/protocol/users.ts'
import { CommandForm } from '../forms/command-form.tsx'
import { Avatar } from '../parts/avatar.tsx'
import { Time } from '../parts/time.tsx'
import { Group } from '../shell/sheet.tsx'
import { adminTexts as texts } from '../texts/admin.ts'
import { shellTexts } from '../texts/shell.ts'

type Props = { readonly users: readonly UserDetails[]; readonly ownId: string }

/** Everybody with an account, for the owner. */
export function UserTable({ users, ownId }: Props) {
  return (
    <Group id="people" title={texts.people} lead={texts.peopleLead}>
      <ul class="entries">
        {users.map((user) => (
          <UserEntry key={user.id} user={user} isMe={user.id === ownId} />
        ))}
      </ul>
    </Group>
  )
}

function UserEntry({ user, isMe }: { readonly user: UserDetails; readonly isMe: boolean }) {
  return (
    <li class="entry two-lines" data-off={user.isDeactivated || undefined}>
      <Avatar name={user.displayName || user.userName} size="small" />
      <div class="lines">
        <b>
          <bdi>{user.displayName || user.userName}</bdi>
        </b>
        <p>
          <bdi>@{user.userName}</bdi> · {user.isDeactivated ? texts.deactivated : shellTexts.role[user.role]} ·{' '}
          {user.lastSeenAt === null ? (
            texts.neverSeen
          ) : (
            <>
              {texts.seen} <Time at={user.lastSeenAt} as="moment" />
            </>
          )}
        </p>
      </div>
      {!user.isDeactivated && <Role user={user} isMe={isMe} />}
      {!isMe && <Activation user={user} />}
    </li>
  )
}

function Activation({ user }: { readonly user: UserDetails }) {
  const action = user.isDeactivated ? texts.reactivate : texts.deactivate
  return (
    <CommandForm
      command={user.isDeactivated ? 'user.reactivate' : 'user.deactivate'}
      then="/admin#people"
      of={{ name: 'userId', value: user.id }}
    >
      <button
        class={user.isDeactivated ? 'text-button' : 'text-button danger'}
        type="submit"
        aria-label={texts.of(action, user.displayName || user.userName)}
      >
        {action}
      </button>
    </CommandForm>
  )
}

/** Makes a member an owner of the community, or an owner a member: it is asked twice. */
function Role({ user, isMe }: { readonly user: UserDetails; readonly isMe: boolean }) {
  const isOwner = user.role === 'owner'
  const name = user.displayName || user.userName
  const action = isOwner ? texts.makeMember : texts.makeOwner
  const why = isOwner ? (isMe ? texts.stepDownWhy : texts.makeMemberWhy) : texts.makeOwnerWhy
  return (
    <details class="confirm" name="confirm">
      <summary class="text-button" aria-label={texts.of(action, name)}>
        {action}
      </summary>
      <div class="confirm-box">
        <CommandForm
          command="user.set-role"
          then={isOwner && isMe ? '/rooms' : '/admin#people'}
          hidden={{ role: isOwner ? 'member' : 'owner' }}
          of={{ name: 'userId', value: user.id }}
        >
          <p class="hint">{why}</p>
          <button class={isOwner ? 'button danger' : 'button'} type="submit">
            {texts.confirmRole(name, action)}
          </button>
        </CommandForm>
      </div>
    </details>
  )
}
