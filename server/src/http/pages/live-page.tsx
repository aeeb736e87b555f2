import { standingOf } from '@parley/protocol/rights.ts'
import { isInTimeline } from '@parley/protocol/answers.ts'
import type { RoomEvent } from '@parley/protocol/events.ts'
import type { Message } from '@parley/protocol/messages.ts'
import { parse } from '@parley/web/markdown/parse.ts'
import { LiveRoom } from '@parley/web/messages/live-room.tsx'
import { newAfter } from '@parley/sdk/state/unread.ts'
import type { UserState } from '@parley/sdk/state/user.ts'
import { timelineItems, type TimelineItem } from '@parley/web/messages/timeline-items.ts'
import { TimelineItemView, type TimelineAround } from '@parley/web/messages/timeline.tsx'
import type { AppState } from '@parley/web/pages/page-state.ts'
import { userOf } from '@parley/web/pages/page-user.ts'
import { ClockContext } from '@parley/web/parts/clock.tsx'
import { roomPath, roomSign, roomTitle } from '@parley/web/rooms/room-title.ts'
import type { ComponentChildren } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { speak, spokenLanguage } from '../../language.ts'
import { framePage, showPage } from './frame.tsx'
import type { Heard } from './live-rooms.ts'
import { LiveStream, StreamSlots, type Timers } from './live-stream.ts'
import { loadApp } from './load-app.ts'
import type { PageContext } from './page-context.ts'
import { redirectTo } from './respond.ts'
import { titleIn } from './room-pages.tsx'
import { isTextBrowser } from './text-browser.ts'

/** Seconds after which a text browser asks again. */
const REFRESH_S = 10

const slots = new StreamSlots()

const timers: Timers = {
  every: (ms, run) => {
    const timer = setInterval(run, ms)
    return () => clearInterval(timer)
  },
  after: (ms, run) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

/** A room without scripts: an answer that stays open, or for text browsers one that is asked for again. */
export async function liveRoomPage(context: PageContext): Promise<Response> {
  const { actor, userAgent } = context.visit
  if (actor.role === 'nobody') return redirectTo('/log-in')
  const state = await loadApp(context, context.param('room'), 'last')
  const { entry } = state.opened?.shown ?? {}
  if (!entry?.membership) return redirectTo(entry ? roomPath(entry.room) : '/rooms')
  const isFinite = context.url.searchParams.has('refresh') || isTextBrowser(userAgent) || context.problem !== null
  if (isFinite) return finitePage(context, state)
  context.keepOpen()
  const language = spokenLanguage()
  let free = () => {}
  const stream = new LiveStream(
    {
      begin: () => beginPage(context, entry.room.id),
      more: (heard) => speak(language, () => moreOf(state, heard)),
      end: () => `<meta http-equiv="refresh" content="0"></div></div></div></main></div></body></html>`,
      follow: (listener) => {
        const stop = context.ports.liveRooms.follow(entry.room.id, actor, listener)
        return () => {
          stop()
          free()
        }
      },
    },
    timers,
  )
  free = slots.take(actor.sessionId, stream)
  const headers = { 'Content-Type': 'text/html; charset=utf-8', 'X-Accel-Buffering': 'no' }
  return new Response(stream.body, { headers })
}

function finitePage(context: PageContext, state: AppState): Response {
  const page = showPage(context, { ...pageOf(context, state, null), refreshS: REFRESH_S })
  page.headers.set('Refresh', String(REFRESH_S))
  return page
}

/** Reads the room after it is followed: what happens in between comes twice and is put in once. */
async function beginPage(context: PageContext, roomId: string): Promise<{ html: string; head: number }> {
  const state = await loadApp(context, roomId, 'last')
  // Where what happens later is put in: nobody can write this into a message.
  const mark = crypto.randomUUID()
  const html = `<!doctype html>${renderToString(framePage(context, pageOf(context, state, mark)))}`
  const [before = ''] = html.split(mark)
  return { html: before, head: state.opened?.page?.head ?? 0 }
}

function pageOf(context: PageContext, state: AppState, mark: string | null) {
  const user = userOf(state)
  const room = state.opened?.shown.entry.room
  if (room === undefined) throw new Error('a live page is of a room')
  const messages = state.opened?.page?.messages ?? []
  const { entry } = state.opened?.shown ?? {}
  const after = entry ? newAfter(entry.room, entry.membership) : null
  const items = timelineItems({ said: messages.map(sent), newAfter: after, zone: state.me.timeZone })
  return {
    title: titleIn(state, user),
    zone: state.me.timeZone,
    script: null,
    body: (
      <LiveRoom
        room={room}
        title={roomTitle(room, user.people, user.me.id)}
        roomSign={roomSign(room, user.people, user.me.id)}
        path={roomPath(room)}
        standing={standingOf(state.me.role, entry?.membership?.role ?? 'member')}
        isFinite={mark === null}
      >
        <Items items={items} around={aroundOf(state, user)} />
        {mark}
      </LiveRoom>
    ),
  }
}

function Items({ items, around }: { items: readonly TimelineItem[]; around: TimelineAround }): ComponentChildren {
  return items.map((item) => <TimelineItemView key={item.key} item={item} around={around} />)
}

function aroundOf(state: AppState, { people }: Pick<UserState, 'people'>): TimelineAround {
  const room = state.opened?.shown.entry.room
  return {
    ownId: state.me.id,
    people,
    blocksOf: ({ message }) => state.bodies[message.id]?.blocks ?? parse(message.body),
    roomPath: room === undefined ? '' : roomPath(room),
    origin: state.origin,
  }
}

/** What happened, as rows at the end: an edited message comes once more, a deleted one as a thin line. */
function moreOf(state: AppState, { events, people }: Heard): string {
  const messages = events.flatMap(messageOf)
  if (messages.length === 0) return ''
  const around = aroundOf({ ...state, bodies: {} }, userOf(state))
  const known = { ...around.people, ...Object.fromEntries(people.map((person) => [person.id, person])) }
  const items = timelineItems({ said: messages.map(sent), zone: state.me.timeZone }).filter(
    (item) => item.kind !== 'day',
  )
  return renderToString(
    <ClockContext.Provider value={{ zone: state.me.timeZone, now: Date.parse(state.at) }}>
      <Items items={items} around={{ ...around, people: known }} />
    </ClockContext.Provider>,
  )
}

function messageOf(event: RoomEvent): Message[] {
  return 'message' in event && isInTimeline(event.message) ? [event.message] : []
}

function sent(message: Message) {
  return { message, state: 'sent' as const }
}
