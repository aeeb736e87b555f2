import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { endsWith } from './ends.ts'

/** A folder that is removed at the end. */
export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'parley-story-'))
  // Also for other users, whom a test may start Parley as.
  chmodSync(folder, 0o755)
  const remove = () => rmSync(folder, { recursive: true, force: true })
  endsWith({ gently: async () => remove(), atOnce: remove })
  return folder
}

/** Every file under a folder with a fingerprint of its content, to see later that nothing changed. */
export function contentOf(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return Object.fromEntries(
    files.sort().map((file) => [file, `${statSync(file).size} ${Bun.hash(readFileSync(file))}`]),
  )
}
