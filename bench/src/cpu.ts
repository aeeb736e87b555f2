import { readdirSync, readFileSync } from 'node:fs'

/** CPU time of processes with all their threads, microseconds; the kernel counts it in nanoseconds. */
export function cpuUs(pids: readonly number[]): number {
  return sum(pids.map((pid) => sum(readdirSync(`/proc/${pid}/task`).map((thread) => threadUs(pid, thread)))))
}

/** `schedstat` of a process is its main thread's alone, so that the threads are counted one by one. */
function threadUs(pid: number, thread: string): number {
  return Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]) / 1_000
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}
