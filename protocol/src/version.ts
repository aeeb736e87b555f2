/** The version of the protocol that this program speaks; it grows with every additive change. */
export const PROTOCOL = 1

/** The oldest version of the protocol that this program still understands. */
export const PROTOCOL_MIN = 1
