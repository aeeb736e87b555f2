import { fileURLToPath } from 'node:url'
import { gatherIcons } from './gather-icons.ts'

await Bun.write(fileURLToPath(new URL('./icons.ts', import.meta.url)), await gatherIcons())
