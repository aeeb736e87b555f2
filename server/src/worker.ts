import { loadConfig } from './config.ts'
import { SettingError } from './config/setting.ts'
import { StartError } from './database/start-error.ts'
import { startServer } from './server.ts'

/** The server process: tells its supervisor that it is ready, or in one sentence why it cannot start. */
export async function work(args: readonly string[]): Promise<void> {
  try {
    await start(args)
  } catch (error) {
    if (!(error instanceof SettingError) && !(error instanceof StartError)) throw error
    if (process.send) process.send({ failed: error.message })
    else process.stderr.write(`${error.message}\n`)
    process.exit(1)
  }
}

async function start(args: readonly string[]): Promise<void> {
  // Whoever read the log may go; the chat stays.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  const config = loadConfig(args, process.env, process.cwd())
  const server = await startServer(config)
  let stopping: Promise<void> | null = null
  const stop = () => {
    stopping ??= server.stop().then(() => process.exit(0))
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  // Without its supervisor nobody would stop or restart it.
  process.on('disconnect', stop)
  process.send?.({ ready: { url: server.url, setUpCode: server.setUpCode, drainS: config.drainS } })
}
