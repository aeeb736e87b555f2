import { work } from './worker.ts'

await work(process.argv.slice(2))
