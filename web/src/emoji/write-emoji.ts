import { fileURLToPath } from 'node:url'
import { gatherEmoji } from './gather-emoji.ts'

await Bun.write(fileURLToPath(new URL('./emoji.txt', import.meta.url)), `${gatherEmoji()}\n`)
