import { readdirSync, readFileSync } from 'node:fs'

const TICKS_PER_S = 100

/** CPU time of processes with all their threads, microseconds; the kernel counts it in nanoseconds. */
export function cpuUs(pids: readonly number[]): number {
  return sum(pids.map((pid) => sum(readdirSync(`/proc/${pid}/task`).map((thread) => threadUs(pid, thread)))))
}

/** The same by mode, seconds, to the tick of 10 ms: in the program, and in the kernel for it. */
export function cpuModes(pids: readonly number[]): { userS: number; kernelS: number } {
  // The name before these fields stands in brackets and may hold anything.
  const stats = pids.map((pid) => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [])
  const seconds = (field: number) => sum(stats.map((fields) => Number(fields[field]))) / TICKS_PER_S
  return { userS: seconds(11), kernelS: seconds(12) }
}

/** `schedstat` of a process is its main thread's alone, so that the threads are counted one by one. */
function threadUs(pid: number, thread: string): number {
  return Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]) / 1_000
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}
