import { mkdirSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { dirname, join, resolve } from 'node:path'

import { buildWeb, findBun, installPackages, root, runMain } from './setup.mjs'

/** Makes one file that is all of Parley: `npm run build`, or with another path than dist/parley after `--`. */
await runMain(async () => {
  const outfile = resolve(process.argv[2] ?? join(root, 'dist', 'parley'))
  await installPackages({ withTools: true })
  const bun = findBun()
  await buildWeb(bun)
  mkdirSync(dirname(outfile), { recursive: true })
  const args = ['--compile', '--bytecode', '--minify', '--sourcemap=inline', '--format=esm', '--asset=web/dist']
  // Settings come from the environment and from a .env that Parley reads itself, and says what is wrong in it.
  args.push(
    '--no-compile-autoload-dotenv',
    '--no-compile-autoload-bunfig',
    '--define=process.env.NODE_ENV="production"',
  )
  const entry = join(root, 'cli', 'src', 'executable.ts')
  // A thread starts from a file of its own, beside the program's.
  const thread = join(root, 'server', 'src', 'database', 'backup-thread.ts')
  args.push('--entry-naming=[name].[ext]')
  return (
    spawnSync(bun, ['build', ...args, entry, thread, `--outfile=${outfile}`], { cwd: root, stdio: 'inherit' }).status ??
    1
  )
})
