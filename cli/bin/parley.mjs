#!/usr/bin/env node
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

import { findBun, runMain } from '../../scripts/setup.mjs'

/** `npx parley …`: the command line with the pinned Bun, wherever npm put it. */
await runMain(async () => {
  const program = fileURLToPath(new URL('../src/main.ts', import.meta.url))
  const { status } = spawnSync(findBun(), ['--no-env-file', program, ...process.argv.slice(2)], { stdio: 'inherit' })
  return status ?? 1
})
