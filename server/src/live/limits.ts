/** How much connections may ask for, and how long they may be silent or slow. Each is a setting's default. */
export type LiveLimits = typeof LIVE_LIMITS

export const LIVE_LIMITS = {
  framesPerS: 20,
  framesBurst: 60,
  socketsPerUser: 20,
  connectionsPerAddress: 2_000,
  streamsPerSession: 10,
  handshakesPerS: 2_000,
  handshakesPerUserPerS: 2,
  handshakesPerUserBurst: 60,
  /** Unsent bytes from which a socket leaves its topics until it has read what it was sent. */
  softBytes: 262_144,
  /** Unsent bytes with which a connection is closed. */
  hardBytes: 1_048_576,
  /** Without progress for this long, a connection that has unsent bytes is closed. */
  stuckMs: 10_000,
  helloMs: 10_000,
  /** Silent for this long, though it was asked for a sign of life every 20 to 25 s, the other end is gone. */
  silentMs: 60_000,
  headsMinMs: 20_000,
  headsMaxMs: 25_000,
  presenceGraceMs: 10_000,
  commentMs: 15_000,
  /** Bytes of frames that wait for their turn, from which no more are read. */
  waitingBytes: 524_288,
}
