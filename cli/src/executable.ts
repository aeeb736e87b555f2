import { main } from './main.ts'
import { WORKER } from './serve.ts'
import { ownTerminal } from './terminal.ts'

/** Where the one-file executable begins: it is the command line, and the server that this starts. */
const [first, ...rest] = process.argv.slice(2)
if (first === WORKER) await (await import('@parley/server/worker.ts')).work(rest)
else process.exit(await main(process.argv.slice(2), ownTerminal()))
