import type { Order, Report } from './worker.ts'

/** What is to be run over several processes. */
export type Work = Pick<Order, 'broken' | 'size' | 'untilMs' | 'mostBad'> & {
  from: number
  seeds: number
  workers: number
  /** Ends the run early: each worker ends the seed at which it is, and tells of it. */
  stop?: AbortSignal | undefined
}

/** Runs seeds in processes of their own, each with its own stage, and tells of each as it comes. */
export async function runSeeds(work: Work, onReport: (report: Report) => void): Promise<void> {
  const { from, seeds, workers, stop, ...rest } = work
  const orders = Array.from({ length: Math.min(workers, seeds) }, (_, index): Order => {
    const own = Math.floor((seeds - index - 1) / workers) + 1
    return { ...rest, from: from + index, step: workers, seeds: own }
  })
  await Promise.all(orders.map((order) => runWorker(order, stop, onReport)))
}

/**
 * There is a worker for each core: threads that collect garbage or compile would only take from the others. The last tier of
 * the compiler costs as much in a thousand seeds as it saves, and more in fewer.
 */
const ALONE = { BUN_JSC_numberOfGCMarkers: '1', BUN_JSC_useConcurrentGC: '0', BUN_JSC_useFTLJIT: '0' }

async function runWorker(
  order: Order,
  stop: AbortSignal | undefined,
  onReport: (report: Report) => void,
): Promise<void> {
  if (stop?.aborted) return
  const child = Bun.spawn([process.execPath, `${import.meta.dirname}/worker.ts`, JSON.stringify(order)], {
    env: { ...process.env, ...ALONE },
    stdout: 'pipe',
    stderr: 'inherit',
  })
  const end = () => child.kill('SIGTERM')
  stop?.addEventListener('abort', end)
  let rest = ''
  for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) onReport(JSON.parse(line) as Report)
  }
  const code = await child.exited
  stop?.removeEventListener('abort', end)
  // A worker that was not ready to be told to stop is ended by it.
  if (code !== 0 && !stop?.aborted) throw new Error(`a worker ended with ${child.exitCode}`)
}
