import { expect } from 'bun:test'
import type { RULES } from './check.ts'
import type { GoodHistory } from './good-history.ts'
import { type Entry, tokenOf } from './history.ts'

/** The last entry of a kind, to be changed. */
function last<K extends Entry['k']>({ entries }: GoodHistory, k: K): Extract<Entry, { k: K }> {
  return entries.findLast((entry) => entry.k === k) as Extract<Entry, { k: K }>
}

/** Each rule's minimal bad histories: what is wrong in words, and the change that makes it so. */
export const BAD: { [R in keyof typeof RULES]: Record<string, (history: GoodHistory) => void> } = {
  'I1 no lost ack': {
    'an acknowledged send stands nowhere': (history) => {
      const op = history.invoke('ann', 'message.post', { id: 'm9', roomId: 'other', body: 'x' })
      history.outcome(op, { is: 'ok', outcome: { logId: 'other', seq: 1, at: '', subjectId: 'm9' } } as never)
    },
    'a send is acknowledged behind the end of what is read': (history) => {
      const op = history.invoke('ann', 'message.edit', { id: 'c9', messageId: 'm1', body: 'x' })
      history.outcome(op, { is: 'ok', outcome: { logId: 'room', seq: 11, at: '', subjectId: 'm1' } } as never)
    },
  },
  'I2 no phantom': {
    'a message that nobody sent': (history) => {
      const [post] = history.entries.splice(
        history.entries.findIndex((entry) => entry.k === 'invoke' && entry.input.id === 'm3'),
        2,
      )
      expect(post?.k).toBe('invoke')
    },
    'a send that was refused for good': (history) => {
      const index = history.entries.findIndex((entry) => entry.k === 'invoke' && entry.input.id === 'm3')
      const { op, t } = history.entries[index + 1] as Extract<Entry, { k: 'outcome' }>
      history.entries[index + 1] = { k: 'outcome', t, op, is: 'refused', code: 'room_not_found' }
    },
    'more edits than were asked for': (history) => {
      const edit = history.append('message.edited', 'ann', 'm1', {})
      history.read('ann', { head: edit.seq })
    },
    'a text that nobody gave': (history) => {
      for (const entry of history.entries)
        if (entry.k === 'invoke' && entry.input.id === 'm3') entry.input.body = 'something else'
    },
  },
  'I3 no duplicate': {
    'two acks of one id': (history) => {
      const input = { id: 'c2', messageId: 'm1', body: tokenOf(2) }
      const outcome = { logId: 'room', seq: 77, at: '', subjectId: 'm1' }
      history.outcome(history.invoke('ann', 'message.edit', input), { is: 'ok', outcome } as never)
      for (const entry of history.entries)
        if (entry.k === 'read') Object.assign(entry, { tail: 100, head: 100, events: [] })
    },
    'a repeat that is refused': (history) => {
      const input = { id: 'c2', messageId: 'm1', body: tokenOf(2) }
      history.outcome(history.invoke('ann', 'message.edit', input), { is: 'refused', code: 'message_gone' } as never)
    },
    'one post at two places': (history) => {
      const again = history.append('message.posted', 'ann', 'm1')
      history.read('ann', { head: again.seq })
    },
    'one command of an actor at two places': (history) => {
      const stored = history.events.map((event) => ({ ...event, message: undefined as never }))
      history.read('ann', {
        events: stored.map((event) => (event.subjectId === 'm1' ? { ...event, commandId: 'c2' } : event)),
      })
    },
  },
  'I4 agreement': {
    'two events at one place': (history) => {
      const read = last(history, 'read')
      read.events = read.events.with(0, { ...read.events[0]!, actorId: 'eve' })
    },
    'two texts of one version': (history) => {
      const shown = last(history, 'snapshot')
      shown.head = 3
      shown.messages = shown.messages
        .filter(({ id }) => id === 'm1')
        .map((message) => ({ ...message, at: 'another time' }))
    },
    'an ack that tells another time than the event': (history) => {
      const ack = history.entries.findLast(
        (entry) => entry.k === 'outcome' && entry.is === 'ok' && entry.outcome.seq === 6,
      )
      if (ack?.k === 'outcome' && ack.is === 'ok') ack.outcome.at = 'another time'
    },
  },
  'I5 contiguity': {
    'a hole': (history) => {
      const read = last(history, 'read')
      read.isFinal = false
      read.events = read.events.toSpliced(2, 1)
    },
    'a time that goes back': (history) => {
      for (const entry of history.entries)
        if (entry.k === 'event' || entry.k === 'read')
          for (const event of entry.k === 'event' ? [entry.event] : entry.events)
            if (event.seq === 1) event.at = '2027-01-01T00:00:00.000Z'
    },
    'an end before the head': (history) => {
      const read = last(history, 'read')
      read.head += 1
    },
  },
  'I6 monotone observation': {
    'an event that comes twice': (history) => history.see('ann', history.events[3]!),
    'a screen out of order': (history) => {
      const shown = last(history, 'snapshot')
      shown.messages = shown.messages.toReversed()
    },
  },
  'I7 session order': {
    'two sends of one outbox the wrong way round': (history) => {
      history.goOn()
      const [first, second] = ['m8', 'm9'].map((id) =>
        history.invoke('ann', 'message.post', { id, roomId: 'room', body: id }),
      )
      const events = ['m9', 'm8'].map((id) => history.append('message.posted', 'ann', id, { body: id }))
      history.ok(second!, events[0]!)
      history.ok(first!, events[1]!)
      for (const user of ['ann', 'bob']) history.read(user)
    },
  },
  'I8 real-time order': {
    'a send that stands before one that was acknowledged before it began': (history) => {
      history.goOn()
      const op = history.invoke('ann', 'message.post', { id: 'm8', roomId: 'room', body: 'late' })
      const after = history.invoke('bob', 'message.post', { id: 'm9', roomId: 'room', body: 'early' })
      const early = history.append('message.posted', 'bob', 'm9', { body: 'early' })
      const late = history.append('message.posted', 'ann', 'm8', { body: 'late' })
      history.ok(op, late)
      // What bob sent is invoked after the ack.
      const index = history.entries.findIndex((entry) => entry.k === 'invoke' && entry.op === after)
      history.entries.push(...history.entries.splice(index, 1))
      history.ok(after, early)
      for (const user of ['ann', 'bob']) history.read(user)
    },
  },
  'I9 recency': {
    'a read that does not have what one’s own client sent': (history) => {
      history.read('bob', { head: 5, events: history.events.slice(0, 5), isFinal: false })
    },
    'a read that does not have what somebody else sent long ago': (history) => {
      const { t } = history
      history.read('eve', {
        user: null,
        head: 5,
        events: history.events.slice(0, 5),
        isFinal: false,
        began: t + 40_000,
      })
    },
    'a client whose state stays behind': (history) => {
      const { t } = history
      const messages = last(history, 'snapshot').messages.slice(0, 2)
      history.snapshot('ann', 'fold', { head: 4, messages, began: t + 40_000 })
    },
    'a frame that was lost without a sign, and is not missed a heads interval later': (history) => {
      const messages = last(history, 'snapshot').messages.slice(0, 2)
      history.t += 30_000
      history.snapshot('ann', 'fold', { head: 4, messages, isFinal: false, isSteady: true })
    },
  },
  'I10 fold convergence': {
    'a message that is missing in a state': (history) => {
      const shown = last(history, 'snapshot')
      shown.messages = shown.messages.slice(1)
    },
    'an edit that did not arrive': (history) => {
      const shown = last(history, 'snapshot')
      const first = history.events[1]!.message!
      shown.messages = shown.messages.map((message) => (message.id === 'm1' ? first : message))
    },
    'other members': (history) => {
      const [fold, fresh] = history.entries.filter((entry) => entry.k === 'snapshot')
      fold!.members = ['ann']
      fresh!.members = ['ann', 'bob']
    },
  },
  'I11 delete finality': {
    'a deleted text that is read again': (history) => {
      const posted = history.events.find(({ subjectId }) => subjectId === 'm4')!.message!
      const messages = last(history, 'snapshot').messages.map((message) => (message.id === 'm4' ? posted : message))
      history.snapshot('ann', 'fresh', { messages, head: 99 })
    },
    'a deleted text that is sent to somebody': (history) => {
      const { t } = history
      history.entries.push({
        k: 'bytes',
        t: t + 9_000,
        sent: t + 9_000,
        client: 'ann/1',
        user: 'ann',
        tokens: [tokenOf(100)],
      })
    },
  },
  'I12 read cursors': {
    'a cursor that goes back': (history) => {
      history.cursor('bob', 1, 4)
      history.cursor('bob', 1, 3)
    },
    'two devices that do not agree': (history) => {
      last(history, 'cursor').readSeq -= 1
    },
    'an acknowledged cursor that was lost': (history) => {
      for (const entry of history.entries) if (entry.k === 'cursor') entry.readSeq = 7
    },
    'a cursor further than anybody asked for': (history) => {
      for (const entry of history.entries) if (entry.k === 'cursor' && entry.isFinal) entry.readSeq += 50
    },
  },
  'I13 confidentiality': {
    'an event for somebody who was never in the room': (history) => history.see('eve', history.events[2]!),
    'an event after the removal': (history) => {
      history.goOn()
      history.move('room.remove-member', 'c8', 'bob')
      history.post('ann', 'm8')
      history.read('ann')
      history.see('bob', history.events.at(-1)!)
    },
    'a token of a room in which one is not': (history) => {
      history.entries.push({ k: 'bytes', t: history.t, client: 'eve/1', user: 'eve', tokens: [tokenOf(0)] })
    },
    'old words after the removal': (history) => {
      history.move('room.remove-member', 'c8', 'bob')
      history.read('ann')
      const t = history.t + 5_000
      history.entries.push({ k: 'bytes', t, sent: t, client: 'bob/1', user: 'bob', tokens: [tokenOf(0)] })
    },
    'a read after the removal': (history) => {
      history.move('room.remove-member', 'c8', 'bob')
      history.read('bob', { began: history.t + 5_000 })
    },
  },
  'I14 liveness': {
    'a command that still waits': (history) => {
      last(history, 'outbox').waiting = 1
    },
    'a client that gave up': (history) => {
      last(history, 'outbox').isOnline = false
    },
    'a command that waited too long': (history) => {
      const { t } = history
      history.entries.push({ k: 'outbox', t: t + 90_000, client: 'ann/1', waiting: 1 })
      history.entries.push({ k: 'outbox', t: t + 91_000, client: 'ann/1', waiting: 0 })
    },
  },
  'I15 resources': {
    'a connection that is kept for somebody who is gone': ({ entries, t }) => {
      entries.push({ k: 'holding', t, of: 'the server', what: 'connections', held: 1, due: 0 })
    },
    'more file handles than clients': ({ entries, t }) => {
      entries.push({ k: 'holding', t, of: 'the server', what: 'sockets', held: 40, due: 12 })
    },
  },
  'I16 explained repairs': {
    'a gap that no fault explains': (history) => {
      const { t } = history
      history.entries.push({ k: 'fault', t, until: t, kind: 'reset', witness: 'closed', explains: ['reconnect'] })
      history.entries.push({ k: 'repair', t, what: 'gap', client: 'ann/1', log: 'room' })
    },
    'a gap of another log than the one that was loaded anew': (history) => {
      const { t } = history
      history.entries.push({ k: 'fault', t, until: t, kind: 'reset', witness: 'closed', explains: ['reset'] })
      history.entries.push({ k: 'repair', t, what: 'reset', client: 'ann/1', log: 'tea' })
      history.entries.push({ k: 'repair', t, what: 'gap', client: 'ann/1', log: 'room' })
    },
    'a reconnect because of what was done to somebody else': (history) => {
      const { t } = history
      history.entries.push({
        k: 'fault',
        t,
        until: t,
        kind: 'reset',
        witness: 'closed',
        explains: ['reconnect'],
        clients: ['bob/1'],
      })
      history.entries.push({ k: 'repair', t, what: 'reconnect', client: 'ann/1' })
    },
  },
}
