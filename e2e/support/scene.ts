import { type Account, enterAsGuest, found, register } from './accounts.ts'
import { CONVERSATIONS, type Line, PEOPLE, ROOMS } from './scene-texts.ts'
import { startParley, type TestServer } from './server.ts'
import { type View, viewsOf } from './views.ts'

/** A community of people who have been here for a while, and a Parley that nobody set up. */
export type Scene = { server: TestServer; fresh: TestServer; views: readonly View[] }

type Cast = Record<string, Account>

const HOUR = new Date().getUTCHours()
/** Where it is day, so that no midnight comes between what is said and looking at it. */
const ZONE = HOUR >= 3 && HOUR < 20 ? 'Europe/Lisbon' : 'Asia/Tokyo'

/** Fills a Parley with a community and lists what there is to look at: at least one view of every screen. */
export async function aScene(): Promise<Scene> {
  const [server, fresh] = await Promise.all([startParley(), startParley()])
  const cast = await castOf(server)
  const rooms = await makeRooms(server, cast)
  await converse(cast, rooms)
  await agree(cast, rooms['beach-clean'] ?? '')
  await postpone(at(cast, 'marta'), rooms['beach-clean'] ?? '', rooms['birds'] ?? '')
  await arrange(at(cast, 'marta'), at(cast, 'joao'), rooms)
  const rootId = await idOf(at(cast, 'marta'), rooms['beach-clean'] ?? '', 'The council lends')
  const invite = await inviteOf(cast['marta'])
  const views = [
    ...viewsOf({ url: server.url, freshUrl: fresh.url, account: (who) => at(cast, who), rooms, rootId, invite }),
  ]
  return { server, fresh, views }
}

async function castOf(server: TestServer): Promise<Cast> {
  const cast: Cast = {}
  for (const { userName, displayName, ...profile } of PEOPLE) {
    const isFirst = userName === 'marta'
    const account = isFirst ? await found(server, userName, displayName) : await register(server, userName, displayName)
    await account.did('profile.edit', { ...profile, timeZone: ZONE })
    cast[userName] = account
  }
  return cast
}

async function makeRooms(server: TestServer, cast: Cast): Promise<Record<string, string>> {
  const rooms: Record<string, string> = {}
  for (const { name, members, isPrivate, description, openToGuests } of ROOMS) {
    const [first, ...others] = members.map((userName) => at(cast, userName))
    if (first === undefined) throw new Error('a room has a first member')
    const kind = isPrivate ? 'private' : 'public'
    const { subjectId } = await first.did('room.create', {
      name,
      kind,
      description,
      openToGuests: openToGuests ?? false,
    })
    const roomId = subjectId ?? ''
    for (const other of others) {
      if (isPrivate) await first.did('room.add-member', { roomId, userId: other.id })
      else await other.did('room.join', { roomId })
    }
    rooms[name] = roomId
  }
  cast['guest'] = await enterAsGuest(server, 'beach-clean', 'Søren from the harbour')
  return rooms
}

async function converse(cast: Cast, rooms: Record<string, string>): Promise<void> {
  for (const [place, lines] of Object.entries(CONVERSATIONS)) {
    const roomId = rooms[place] ?? (await directRoom(cast, place))
    rooms[place] = roomId
    for (const line of lines) await speak(at(cast, line.by), roomId, line)
    // Whoever spoke last has read what was said before.
    const reader = at(cast, lines.at(-1)?.by ?? 'marta')
    const { head } = await reader.reads('room.history', { roomId, limit: 1 })
    await reader.did('cursor.advance', { roomId, seq: head })
  }
  for (const place of ['general', 'beach-clean', 'minutes']) {
    const roomId = rooms[place]
    if (roomId === undefined) continue
    const { head } = await at(cast, 'marta').reads('room.history', { roomId, limit: 1 })
    await at(cast, 'marta').did('cursor.advance', { roomId, seq: place === 'beach-clean' ? head - 3 : head })
  }
}

/** Rooms with rules of their own, and a list that somebody has arranged. */
async function arrange(marta: Account, joao: Account, rooms: Record<string, string>): Promise<void> {
  const roomId = (name: string) => rooms[name] ?? ''
  await marta.did('room.archive', { roomId: roomId('regatta-2025') })
  await joao.did('room.edit', { roomId: roomId('harbour-notices'), announcementsOnly: true, slowModeS: 30 })
  await marta.did('room.set-topic', { roomId: roomId('beach-clean'), topic: 'Saturday 9:00 at the lighthouse' })
  await marta.did('room.set-role', { roomId: roomId('beach-clean'), userId: joao.id, role: 'moderator' })
  const { subjectId } = await marta.did('section.create', { name: 'On the water' })
  await marta.did('section.create', { name: 'Committee work of this winter' })
  for (const name of ['kites', 'birds']) {
    await marta.did('section.place', { roomId: roomId(name), sectionId: subjectId ?? '' })
  }
  await marta.did('section.place', { roomId: roomId('beach-clean'), sectionId: 'favourites' })
}

/** What somebody wrote for another time. */
async function postpone(marta: Account, roomId: string, begunIn: string): Promise<void> {
  const { messages } = await marta.reads('room.history', { roomId })
  const last = messages.findLast(({ deletedAt }) => deletedAt === null)
  const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()
  await marta.did('draft.set', {
    roomId: begunIn,
    body: 'Could somebody bring the long rope, and gloves for the two new people?',
  })
  await marta.did('message.schedule', { roomId, body: '**Reminder:** we meet at the lighthouse.', at: inHours(20) })
  await marta.did('reminder.set', { messageId: last?.id ?? '', at: inHours(3) })
}

/** What people think of what is said, and what should be found again. */
async function agree(cast: Cast, roomId: string): Promise<void> {
  const marta = at(cast, 'marta')
  const { messages } = await marta.reads('room.history', { roomId })
  const [first, second, third] = messages.filter(({ deletedAt }) => deletedAt === null).toReversed()
  for (const [messageId, emoji, names] of [
    [second?.id, '👍', ['marta', 'joao', 'ines']],
    [second?.id, '🌊', ['joao']],
    [first?.id, '❤️', ['marta']],
  ] as const) {
    for (const name of names) await at(cast, name).did('reaction.add', { messageId: messageId ?? '', emoji })
  }
  for (const one of [second, third]) {
    await marta.did('message.pin', { messageId: one?.id ?? '' })
    await marta.did('message.save', { messageId: one?.id ?? '' })
  }
  await lose(marta, at(cast, 'ines'), roomId)
}

/** What one kept and cannot be shown any more. */
async function lose(who: Account, other: Account, roomId: string): Promise<void> {
  const { subjectId: deleted } = await who.did('message.post', { roomId, body: 'Sunday, then' })
  const { subjectId: left } = await other.did('room.create', { name: 'surprise', kind: 'private' })
  await other.did('room.add-member', { roomId: left, userId: who.id })
  const { subjectId: lost } = await other.did('message.post', { roomId: left, body: 'Cake at four' })
  for (const messageId of [deleted, lost]) await who.did('message.save', { messageId })
  await who.did('message.delete', { messageId: deleted })
  await who.did('room.leave', { roomId: left })
}

/** A conversation is named by those in it: "marta+ines". */
async function directRoom(cast: Cast, place: string): Promise<string> {
  if (place === 'general') {
    const { entry } = await at(cast, 'marta').reads('room.show', { name: 'general' })
    for (const userName of ['joao', 'ines', 'yuki', 'layla'])
      await at(cast, userName).did('room.join', { roomId: entry.room.id })
    return entry.room.id
  }
  const [first = '', ...others] = place.split('+')
  const userIds = others.map((userName) => at(cast, userName).id)
  const { subjectId } = await at(cast, first).did('room.open-direct', { userIds })
  return subjectId ?? ''
}

async function speak(account: Account, roomId: string, line: Line): Promise<void> {
  const { text, becomes, answers, inThreadOf, alsoInRoom } = line
  const quote = answers === undefined ? {} : { replyTo: await idOf(account, roomId, answers) }
  const thread = inThreadOf === undefined ? {} : { rootId: await idOf(account, roomId, inThreadOf) }
  const answer = { ...quote, ...thread, ...(alsoInRoom ? { alsoInRoom } : {}) }
  const { subjectId: messageId } = await account.did('message.post', { roomId, body: text, ...answer })
  if (becomes === undefined || messageId === null) return
  if (becomes === 'deleted') await account.did('message.delete', { messageId })
  else await account.did('message.edit', { messageId, body: becomes })
}

/** The message of a room that begins with these words. */
async function idOf(account: Account, roomId: string, words: string): Promise<string> {
  const { messages } = await account.reads('room.history', { roomId, limit: 100 })
  const message = messages.findLast(({ body }) => body.startsWith(words))
  if (!message) throw new Error(`nobody said “${words}”`)
  return message.id
}

async function inviteOf(owner: Account | undefined): Promise<string> {
  if (owner === undefined) throw new Error('there is an owner')
  await owner.did('invite.create', { maxUses: 10, days: 7 })
  const { subjectId } = await owner.did('invite.create', {})
  await owner.did('invite.revoke', { inviteId: subjectId ?? '' })
  const { invites } = await owner.reads('invite.list', {})
  return invites.find((invite) => !invite.isRevoked)?.token ?? ''
}

function at(cast: Cast, userName: string): Account {
  const account = cast[userName]
  if (account === undefined) throw new Error(`there is no ${userName}`)
  return account
}
