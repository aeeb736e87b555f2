/** A Parley that is broken on purpose: texts of the real code that are replaced when it is loaded. */
export type Mutant = {
  /** What it does, in words. */
  name: string
  patches: readonly Patch[]
}

/** A text of a file, from the root of the repository, where it stands exactly once, and what is put in its place. */
export type Patch = readonly [file: string, from: string, to: string]

const SERVER = 'server/src'

/** The broken Parleys, each of which some rule finds. */
export const MUTANTS: readonly Mutant[] = [
  {
    name: 'acknowledges before the commit',
    patches: [
      [
        `${SERVER}/database/lane.ts`,
        'return { results, after }',
        `group.forEach((waiting, index) => waiting.settle(results[index] ?? { error: new ParleyError('internal') }))
    return { results, after }`,
      ],
    ],
  },
  {
    name: 'publishes before the commit',
    patches: [
      [`${SERVER}/database/lane.ts`, 'return { results, after }', 'after()\n    return { results, after: () => {} }'],
    ],
  },
  {
    name: 'remembers ids for 30 s',
    patches: [
      [
        `${SERVER}/database/lane.ts`,
        'if (first) return {',
        'if (first && now - Date.parse(first.at) < 30_000) return {',
      ],
      [
        `${SERVER}/database/migrations/0025-commands-by-id.ts`,
        'create unique index events_by_command',
        'create index events_by_command',
      ],
    ],
  },
  {
    name: 'answers a repeat only to those who may still do it',
    patches: [
      [
        `${SERVER}/database/lane.ts`,
        'if (first) return {',
        `const roomId = 'messageId' in entry.input || 'roomId' in entry.input ? first?.logId : undefined
  const isIn = (await reader.all('select 1 from memberships where room_id = ? and user_id = ?', [roomId ?? '', entry.actor.id ?? ''])).length > 0
  if (first && roomId !== undefined && entry.command.startsWith('message.') && !isIn) throw new ParleyError('room_not_found')
  if (first) return {`,
      ],
    ],
  },
  {
    name: 'tells whoever repeats to try again',
    patches: [
      [
        `${SERVER}/events/repeat.ts`,
        'return { logId: event.log_id, seq',
        `if (String(event.log_id) !== '') throw new ParleyError('busy')\n  return { logId: event.log_id, seq`,
      ],
    ],
  },
  {
    name: 'tells a repeat the place after',
    patches: [[`${SERVER}/events/repeat.ts`, 'seq: event.seq', 'seq: event.seq + 1']],
  },
  {
    name: 'undoes nothing of what failed',
    patches: [
      [`${SERVER}/database/sqlite.ts`, '        undo()\n', ''],
      [
        `${SERVER}/messages/post-message.ts`,
        'const access = await accessRoom(tx, actor, roomId,',
        'const askRoom = () => accessRoom(tx, actor, roomId,',
      ],
      [`${SERVER}/messages/post-message.ts`, '  await requirePace(tx, actor, access)\n', ''],
      [
        `${SERVER}/messages/post-message.ts`,
        '  return outcomeOf(event)',
        '  await requirePace(tx, actor, await askRoom())\n  return outcomeOf(event)',
      ],
    ],
  },
  {
    name: 'leaves holes in its logs',
    patches: [[`${SERVER}/events/append.ts`, `eb('head', '+', 1)`, `eb('head', '+', 2)`]],
  },
  {
    name: 'gives places out of order',
    patches: [
      [`${SERVER}/events/append.ts`, `import { hot } from`, `import { sql } from 'kysely'\nimport { hot } from`],
      [
        `${SERVER}/events/append.ts`,
        `eb('head', '+', 1)`,
        `sql\`head + case when head = 0 then 1 when head % 6 = 0 then -1 when head % 6 in (4, 5) then 2 else 1 end\``,
      ],
    ],
  },
  {
    name: 'takes the clock as it is',
    patches: [[`${SERVER}/events/append.ts`, `.when('last_at', '>', argument('now'))`, `.when('last_at', '>', 9e15)`]],
  },
  {
    name: 'edits outside of the log',
    patches: [
      [
        `${SERVER}/messages/edit-message.ts`,
        `await append(tx, message.room_id, { type: 'message.edited', subjectId: message.id })`,
        `{ logId: message.room_id, seq: message.version, at: tx.now, subjectId: message.id }`,
      ],
    ],
  },
  {
    name: 'keeps the text of what was deleted',
    patches: [[`${SERVER}/messages/delete-message.ts`, `body: '', deleted_at`, `body: message.body, deleted_at`]],
  },
  {
    name: 'lets an edit bring back what was deleted',
    patches: [
      [
        `${SERVER}/messages/edit-message.ts`,
        `if (message.deleted_at !== null) throw new ParleyError('message_gone')`,
        'void ParleyError',
      ],
    ],
  },
  {
    name: 'takes the last read cursor',
    patches: [
      [
        `${SERVER}/memberships/advance-cursor.ts`,
        'if (readSeq <= membership.read_seq)',
        'if (readSeq === membership.read_seq)',
      ],
    ],
  },
  {
    name: 'takes read cursors past the head',
    patches: [
      [
        `${SERVER}/memberships/advance-cursor.ts`,
        'Math.min(input.seq, await headOf(tx, room.id))',
        'input.seq + 0 * (await headOf(tx, room.id)) + 50',
      ],
    ],
  },
  {
    name: 'asks who may hear at the subscription only',
    patches: [
      [`${SERVER}/live/hub.ts`, 'if (connection.unfollow(logId)) connection.send(gone)', 'connection.send(gone)'],
    ],
  },
  {
    name: 'ends a log for who was removed after the whole group',
    patches: [
      [`${SERVER}/live/hub.ts`, 'published.events.slice(0, -1)', 'published.events.slice(0, 0)'],
      [
        `${SERVER}/live/hub.ts`,
        'this.#end(published.logId, last.ends.people)',
        'this.#end(published.logId, published.events.flatMap(({ ends }) => ends.people))',
      ],
    ],
  },
  {
    name: 'lets everybody follow everything',
    patches: [[`${SERVER}/events/access.ts`, `.where('memberships.user_id', '=', argument('userId'))`, '']],
  },
  {
    name: 'catches up before it subscribes',
    patches: [[`${SERVER}/live/catch-up.ts`, 'hold.of(logId).map', `hold.of('').map`]],
  },
  {
    name: 'follows a log although one was removed meanwhile',
    patches: [
      [`${SERVER}/live/catch-up.ts`, ' || ends.people.includes(connection.actor.id)', ' || ends.people.length < 0'],
    ],
  },
  {
    name: 'keeps a piece though the log moved',
    patches: [
      [
        `${SERVER}/live/piece-cache.ts`,
        'return `${cursor} ${head} ${logId}`',
        'return `${cursor} ${head && 0} ${logId}`',
      ],
    ],
  },
  {
    name: 'forgets what a slow reader missed',
    patches: [
      [`${SERVER}/live/lag.ts`, 'const moved = lag.logIds.filter(', 'const moved = lag.logIds.slice(0, 0).filter('],
    ],
  },
  {
    name: 'drops what does not fit into a bounded queue',
    patches: [
      [
        `${SERVER}/live/hub.ts`,
        'const last = published.events.at(-1)',
        'const last = published.events.length > 2 ? undefined : published.events.at(-1)',
      ],
    ],
  },
  {
    name: 'tells no heads',
    patches: [
      [`${SERVER}/live/heads.ts`, 'if (head !== null) heads[logId] = head', 'if (head !== null) heads[logId] = 0'],
    ],
  },
  {
    name: 'keeps connections that are gone',
    patches: [[`${SERVER}/http/socket-door.ts`, '  ports.hub.connections.remove(connection)\n', '']],
  },
  {
    name: 'remembers for ever what was said while somebody caught up',
    patches: [[`${SERVER}/live/catch-up.ts`, '      hold.release()\n', '      void hold.release\n']],
  },
  {
    name: 'goes on with a batch after one of it failed',
    patches: [
      [
        `${SERVER}/live/socket-frames.ts`,
        `if ('error' in result || !connection.isOpen) break`,
        'if (!connection.isOpen) break',
      ],
    ],
  },
  {
    name: 'reads from an old moment',
    patches: [
      [
        `${SERVER}/database/sqlite.ts`,
        `connection.handle.run('begin')`,
        `if (!connection.handle.inTransaction) connection.handle.run('begin')`,
      ],
      [`${SERVER}/database/sqlite.ts`, `if (connection.handle.inTransaction) connection.handle.run('commit')`, ''],
    ],
  },
  {
    name: 'has a client that takes what comes as the next',
    patches: [['sdk/src/log-follower.ts', 'if (event.seq <= this.#cursor) continue', '']],
  },
  {
    name: 'has a client that shows no edits',
    patches: [
      [
        'sdk/src/state/window.ts',
        'told.version > known.version ? told : known',
        'told.version > known.version && told.deletedAt !== null ? told : known',
      ],
    ],
  },
]
