import type { Visit } from './visit.ts'

/** What the listener tells of a connection, and what the first step of every request finds out. */
export type Env = {
  Bindings: {
    /** The address of the other end of the connection. */
    peer: string | null
    /** Keeps a connection open that is silent for longer than others may be. */
    keepOpen: () => void
    /** Turns the request into a socket; answers whether it was one. */
    upgrade: (visit: Visit) => Promise<Response | undefined>
  }
  Variables: { visit: Visit }
}
