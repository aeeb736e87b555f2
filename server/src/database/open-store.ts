import type { Config } from '../config.ts'
import { openSqlite } from './sqlite.ts'
import type { Store } from './store.ts'

/** Opens the database that the settings name; the data folder must be held by this process. */
export async function openStore(
  config: Pick<Config, 'database' | 'acceptUndurable'>,
  databasePath: string,
  now: number,
): Promise<Store> {
  if (config.database.kind === 'sqlite') return openSqlite(databasePath, now)
  // Loading the driver takes a while, and few need it.
  const { openPostgres } = await import('./postgres.ts')
  return openPostgres(config.database.url, now, { acceptUndurable: config.acceptUndurable })
}
