/** A program that listens, until it is told to stop. */
export type Started = { pid: number; port: number; stop: () => Promise<void> }

type Program = { command: readonly string[]; folder?: string; environment: Record<string, string> }

/** Starts a program whose first line says on which port it listens: `port 12345`. */
export async function started({ command, folder, environment }: Program): Promise<Started> {
  const child = Bun.spawn([...command], {
    ...(folder === undefined ? {} : { cwd: folder }),
    env: { ...process.env, ...environment },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  process.on('exit', () => child.kill())
  const { value: first = '' } = await linesOf(child.stdout).next()
  const port = Number(/^port (\d+)$/.exec(first)?.[1])
  if (Number.isNaN(port)) throw new Error(`${command.join(' ')} did not start: ${first}`)
  return {
    pid: child.pid,
    port,
    stop: async () => {
      child.kill('SIGTERM')
      await child.exited
    },
  }
}

/** What a program says, line by line. */
export async function* linesOf(output: ReadableStream<Uint8Array>): AsyncGenerator<string, undefined> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const piece of output) {
    text += decoder.decode(piece, { stream: true })
    const lines = text.split('\n')
    text = lines.pop() ?? ''
    yield* lines
  }
  return undefined
}
