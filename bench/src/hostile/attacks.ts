/** What an attacker sends on a connection, again and again until it is closed; he opens another one then. */
export type Attack = {
  /** Bytes after the upgrade; none for somebody who is slow to read. */
  bytes: Buffer
  /** Says hello first, with the cursors of logs. */
  cursors?: Readonly<Record<string, number>>
  /** Never reads. */
  isDeaf?: true
  /** Sends these bytes instead of an upgrade. */
  instead?: true
}

const HELLO = { t: 'hello', v: 1 }

/** Everything that a stranger to the protocol, or an enemy with an account, can put on a line. */
export function attacks(roomId: string): Record<string, Attack> {
  const query = (input: string) => text(`{"t":"query","ref":9,"name":"session.show","input":${input}}`)
  const strangers = Object.fromEntries(Array.from({ length: 499 }, () => [crypto.randomUUID(), 3]))
  return {
    'frames that are no JSON': { bytes: repeated(text('{"t":'), 2_000) },
    'deep JSON': { bytes: query('['.repeat(300_000)) },
    'wrong UTF-8': { bytes: frame(0x81, Buffer.alloc(60_000, 0xed)) },
    'lying lengths': { bytes: frame(0x81, Buffer.from('{}'), 2 ** 62) },
    'fragments of nothing': {
      bytes: Buffer.concat([frame(0x01, Buffer.from('{')), repeated(frame(0, empty), 200_000)]),
    },
    'large frames': { bytes: repeated(text(`"${'x'.repeat(500_000)}"`), 4) },
    pings: { bytes: repeated(frame(0x89, Buffer.from('x')), 50_000) },
    'valid frames, too many': { bytes: repeated(text('{"t":"presence","state":"online"}'), 20_000), cursors: {} },
    'hellos of foreign logs': {
      bytes: repeated(text(JSON.stringify({ t: 'follow', cursors: strangers })), 50),
      cursors: {},
    },
    'cursors of the future': {
      bytes: repeated(text(JSON.stringify({ t: 'follow', cursors: { [roomId]: 2 ** 52 } })), 500),
      cursors: {},
    },
    'catch-up from the beginning': {
      bytes: repeated(text(JSON.stringify({ t: 'follow', cursors: { [roomId]: 0 } })), 200),
      cursors: {},
    },
    'whoever never reads': { bytes: empty, cursors: { [roomId]: 0 }, isDeaf: true },
    'endless headers': { bytes: Buffer.from(`GET /socket HTTP/1.1\r\n${'x-a: b\r\n'.repeat(100_000)}`), instead: true },
    'bodies that are no JSON': { bytes: request('{'.repeat(60_000)), instead: true },
  }
}

const empty = Buffer.alloc(0)

function text(said: string): Buffer {
  return frame(0x81, Buffer.from(said))
}

function repeated(bytes: Buffer, times: number): Buffer {
  return Buffer.concat(Array.from({ length: times }, () => bytes))
}

/** A frame of a client with a mask of zeros; its length may be a lie. */
function frame(first: number, payload: Buffer, length = payload.length): Buffer {
  const head = Buffer.alloc(length < 126 ? 2 : length < 65_536 ? 4 : 10)
  head[0] = first
  if (head.length === 2) head[1] = 0x80 | length
  else if (head.length === 4) {
    head[1] = 0x80 | 126
    head.writeUInt16BE(length, 2)
  } else {
    head[1] = 0x80 | 127
    head.writeBigUInt64BE(BigInt(length), 2)
  }
  return Buffer.concat([head, Buffer.alloc(4), payload])
}

function request(body: string): Buffer {
  const head = `POST /api/message.post HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`
  return Buffer.from(head + body)
}

/** The first bytes of an attacker who has an account. */
export function greeting(token: string, { cursors, instead }: Attack): Buffer {
  if (instead) return empty
  const upgrade =
    'GET /socket HTTP/1.1\r\nhost: 127.0.0.1\r\nupgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-version: 13\r\n' +
    `sec-websocket-key: ${Buffer.alloc(16).toString('base64')}\r\nauthorization: Bearer ${token}\r\n\r\n`
  return Buffer.concat([Buffer.from(upgrade), ...(cursors ? [text(JSON.stringify({ ...HELLO, cursors }))] : [])])
}
