import type { Order, Report } from './worker.ts'

/** What is to be run over several processes. */
export type Work = Pick<Order, 'broken' | 'untilMs' | 'mostBad'> & { from: number; seeds: number; workers: number }

/** Runs seeds in processes of their own, each with its own stage, and tells of each as it comes. */
export async function runSeeds(work: Work, onReport: (report: Report) => void): Promise<void> {
  const { from, seeds, workers, ...rest } = work
  const orders = Array.from({ length: Math.min(workers, seeds) }, (_, index): Order => {
    const own = Math.floor((seeds - index - 1) / workers) + 1
    return { ...rest, from: from + index, step: workers, seeds: own }
  })
  await Promise.all(orders.map((order) => runWorker(order, onReport)))
}

/** There is a worker for each core: threads for the collection of garbage would only take from the others. */
const ALONE = { BUN_JSC_numberOfGCMarkers: '1', BUN_JSC_useConcurrentGC: '0' }

async function runWorker(order: Order, onReport: (report: Report) => void): Promise<void> {
  const child = Bun.spawn([process.execPath, `${import.meta.dirname}/worker.ts`, JSON.stringify(order)], {
    env: { ...process.env, ...ALONE },
    stdout: 'pipe',
    stderr: 'inherit',
  })
  let rest = ''
  for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) onReport(JSON.parse(line) as Report)
  }
  if ((await child.exited) !== 0) throw new Error(`a worker ended with ${child.exitCode}`)
}
