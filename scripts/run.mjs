import { spawnSync } from 'node:child_process'

import { buildWeb, findBun, installPackages, root, runMain } from './setup.mjs'

/** Runs one of the project's own programs with the pinned Bun: `node scripts/run.mjs bench/src/main.ts start`. */
await runMain(async () => {
  await installPackages({ withTools: true })
  const bun = findBun()
  await buildWeb(bun)
  return spawnSync(bun, process.argv.slice(2), { cwd: root, stdio: 'inherit' }).status ?? 1
})
