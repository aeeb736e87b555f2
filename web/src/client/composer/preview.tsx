import { clientTexts } from '../../texts/client.ts'
import { LIMITS } from '@parley/protocol/limits.ts'
import { comparable, mentionsIn, readingsOf } from '@parley/protocol/mentions.ts'
import type { Message } from '@parley/protocol/messages.ts'
import type { RoomState } from '@parley/sdk/state/room.ts'
import type { UserState } from '@parley/sdk/state/user.ts'
import type { ComponentChildren } from 'preact'
import { useMemo } from 'preact/hooks'
import { parse } from '../../markdown/parse.ts'
import { MessagePreview } from '../../messages/message-preview.tsx'
import { commandTexts } from '../../texts/commands.ts'
import { previewTexts as texts } from '../../texts/preview.ts'
import type { App } from '../app/app.ts'
import { loadSheet } from '../app/load-sheet.ts'
import { nameShower } from '../app/show-name.tsx'
import type { Desk } from './desk.ts'
import { readTyped } from './slash.ts'

/** In a larger room, only those who are known are told from others. */
const MOST_MEMBERS = 300

/** Begins to show what is typed at a desk as it will look; the answer draws a text. */
export async function beginPreview(app: App, desk: Desk): Promise<(text: string) => ComponentChildren> {
  const room = app.room
  if (room && room.members === null && room.room.memberCount <= MOST_MEMBERS)
    void app.client.loadMembers(room.room.id).catch(() => {})
  await loadSheet('preview.css')
  return (text) => <Preview app={app} desk={desk} text={text} />
}

type Props = { readonly app: App; readonly desk: Desk; readonly text: string }

function Preview({ app, desk, text }: Props) {
  const { user, room } = app
  const isEdit = desk.writing().editing !== null
  const { body, note } = useMemo(() => whatBecomesOf(text, isEdit), [text, isEdit])
  const blocks = useMemo(() => parse(body), [body])
  if (!user || !room) return null
  const message = named(body, user, room)
  const showName = nameShower({ user, named: app.named }, app)
  return (
    <MessagePreview
      note={note}
      blocks={blocks}
      origin={location.origin}
      showName={(typed) => showName(message, typed)}
    />
  )
}

/** What is said of a typed text; where nothing is, why. */
function whatBecomesOf(text: string, isEdit: boolean): { readonly body: string; readonly note: string | null } {
  if ([...text].length > LIMITS.bodyLength) return { body: '', note: clientTexts.tooLong(LIMITS.bodyLength) }
  const typed = isEdit ? ({ kind: 'say', body: text.trim() } as const) : readTyped(text)
  if (typed.kind === 'command') return { body: '', note: texts.command }
  if (typed.kind === 'unknown') return { body: '', note: commandTexts.noCommand(typed.name) }
  return { body: typed.body, note: typed.body === '' ? texts.nothing : null }
}

/** Whom the text names and calls, as far as this page knows the people of the room. */
function named(
  body: string,
  { me, people }: UserState,
  room: RoomState,
): Pick<Message, 'authorId' | 'mentions' | 'calls'> {
  const { names, call } = mentionsIn(body)
  const members = room.members && new Set(room.members.map(({ userId }) => userId))
  const ids = new Map(
    Object.values(people)
      .filter(({ id, userName }) => userName !== null && (members?.has(id) ?? true))
      .map(({ id, userName }) => [comparable(userName ?? ''), id]),
  )
  const mentions = names.flatMap(({ name }) => readingsOf(name).flatMap((reading) => ids.get(reading) ?? []))
  return { authorId: me.id, mentions, calls: me.role === 'guest' ? null : call }
}
