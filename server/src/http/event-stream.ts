import { ParleyError } from '@parley/protocol/errors.ts'
import { Cursors } from '@parley/protocol/logs.ts'
import { PROTOCOL } from '@parley/protocol/version.ts'
import type { KnownActor } from '../actor.ts'
import { toInstant } from '../instant.ts'
import { encode, type Encoded } from '../live/frames.ts'
import type { Streams } from '../live/streams.ts'
import type { Log } from '../log.ts'
import { refusal, toVisible } from './answers.ts'
import { parseJson } from './json.ts'
import { readResume, writeResume } from './resume.ts'
import type { Visit } from './visit.ts'

export type EventStreamPorts = {
  streams: Streams
  epoch: string
  build: string
  clock: () => number
  log: Log
}

/** `GET /api/events?cursors=…`: the frames of the socket as an event stream; `Last-Event-ID` resumes it. */
export async function eventStream(
  ports: EventStreamPorts,
  request: Request,
  visit: Visit,
  keepOpen: () => void,
): Promise<Response> {
  try {
    const { actor } = visit
    if (visit.hasEnded) throw new ParleyError('session_ended')
    if (actor.id === null) throw new ParleyError('not_logged_in')
    const asked = readQuery(request)
    keepOpen()
    return respond(ports, actor, asked)
  } catch (error) {
    return refusal(toVisible(error, ports.log, 'GET events'))
  }
}

type Asked = { asked: Cursors; cursors: Cursors; epoch: string | undefined }

function readQuery(request: Request): Asked {
  const query = new URL(request.url).searchParams
  const parsed = Cursors.safeParse(parseJson(query.get('cursors') ?? '{}'))
  if (!parsed.success)
    throw new ParleyError('bad_input', { field: 'cursors', problem: '“cursors” is not as it should be.' })
  const asked = parsed.data
  const resume = request.headers.get('last-event-id') ?? query.get('lastEventId')
  const resumed = resume === null ? null : readResume(resume, asked)
  const epoch = resumed?.epoch ?? query.get('epoch') ?? undefined
  return { asked, cursors: resumed?.cursors ?? asked, epoch }
}

function respond(ports: EventStreamPorts, actor: KnownActor, { asked, cursors, epoch }: Asked): Response {
  const at = { ...cursors }
  const lines = (encoded: Encoded): string => {
    moveTo(at, encoded)
    return `id: ${writeResume(ports.epoch, asked, at)}\ndata: ${encoded.text}\n\n`
  }
  const welcome = encode({
    t: 'welcome',
    v: PROTOCOL,
    epoch: ports.epoch,
    userId: actor.id,
    sessionId: actor.sessionId,
    build: ports.build,
    at: toInstant(ports.clock()),
  })
  const body = ports.streams.open(actor, {
    cursors,
    isOtherEpoch: epoch !== undefined && epoch !== ports.epoch,
    first: `retry: 1000\ndata: ${welcome.text}\n\n`,
    toText: lines,
    comment: ':\n\n',
  })
  return new Response(body, {
    headers: { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' },
  })
}

/** Moves the cursors that `Last-Event-ID` will bring back. */
function moveTo(at: Cursors, { frame }: Encoded): void {
  if (frame.t === 'events') at[frame.log] = frame.events.at(-1)?.seq ?? at[frame.log] ?? 0
  if (frame.t === 'reset') at[frame.log] = frame.head
}
