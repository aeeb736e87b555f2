import { type Config, configFrom } from '@parley/server/config.ts'
import type { Arguments } from '@parley/server/config/arguments.ts'
import { socketPathOf } from '@parley/server/database/data-folder.ts'
import { StartError } from '@parley/server/database/start-error.ts'
import type { Terminal } from './terminal.ts'

/**
 * Has a command carried out: by the server that holds the data folder, through its socket, else by one that is opened for
 * this alone. Throws `StartError` with the sentence of what was refused.
 */
export async function askServer(command: string, input: object, typed: Arguments, terminal: Terminal): Promise<void> {
  const config = configFrom(typed, terminal.env, terminal.folder)
  const request = new Request(`http://localhost/cli/${command}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(input),
  })
  const response =
    (await overSocket(socketPathOf(config.dataFolder), request.clone())) ?? (await alone(config, request))
  if (!response.ok) throw new StartError(await refusalOf(response))
}

/** Asks the running server; null where none listens. */
async function overSocket(socketPath: string, request: Request): Promise<Response | null> {
  try {
    return await fetch(request, { unix: socketPath })
  } catch (error) {
    // A socket that a killed server left behind refuses, one that never was is not there.
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (['ENOENT', 'ECONNREFUSED', 'ConnectionRefused', 'FailedToOpenSocket'].includes(String(code))) return null
    throw new StartError('The running Parley did not answer; see what it logged.', { cause: error })
  }
}

async function alone(config: Config, request: Request): Promise<Response> {
  const { openCliDoor } = await import('@parley/server/cli-door.ts')
  const door = await openCliDoor(config)
  try {
    return await door.answer(request)
  } finally {
    await door.close()
  }
}

async function refusalOf(response: Response): Promise<string> {
  const body: unknown = await response.json().catch(() => null)
  return sentenceIn(body) ?? `The server answered ${response.status}; see what it logged.`
}

function sentenceIn(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('error' in body)) return null
  const { error } = body
  if (typeof error !== 'object' || error === null || !('message' in error)) return null
  return typeof error.message === 'string' ? error.message : null
}
