import { spawn } from 'node:child_process'

import { buildWeb, findBun, installPackages, root, runMain } from './setup.mjs'

/** Runs one of the project's own programs with the pinned Bun: `node scripts/run.mjs bench/src/main.ts start`. */
await runMain(async () => {
  await installPackages({ withTools: true })
  const bun = findBun()
  await buildWeb(bun)
  const child = spawn(bun, process.argv.slice(2), { cwd: root, stdio: 'inherit' })
  // Whoever ends this means the program, which may have something to say before it is gone.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => child.kill(signal))
  return new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)))
})
