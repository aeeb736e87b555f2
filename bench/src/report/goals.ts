/** What a figure is measured against: another figure times a factor, or a number. */
type Goal = {
  about: string
  name: string
  /** Reached when the figure is at most, or at least, this. */
  at: 'most' | 'least'
  limit: number
  /** The limit is so many times this figure. */
  times?: string
}

/** What we want to reach on two cores. */
export const GOALS: readonly Goal[] = [
  { about: 'CPU a delivery, calm, against the floor', name: 'fanout_cpu_us', at: 'most', limit: 1.5, times: 'floor' },
  { about: 'the same against Socket.IO', name: 'fanout_cpu_us', at: 'most', limit: 0.75, times: 'socketio' },
  { about: 'the same against Django', name: 'fanout_cpu_us', at: 'most', limit: 0.1, times: 'django' },
  {
    about: 'CPU a delivery, closed loop, against the floor that joins',
    name: 'fanout_max_cpu_us',
    at: 'most',
    limit: 2.5,
    times: 'floor',
  },
  { about: 'the same against Socket.IO', name: 'fanout_max_cpu_us', at: 'most', limit: 0.05, times: 'socketio' },
  { about: 'deliveries, closed loop', name: 'fanout_per_s', at: 'least', limit: 600_000 },
  { about: 'posts of 16 connections', name: 'posts_per_s', at: 'least', limit: 10_000 },
  { about: 'posts of 256 connections', name: 'posts_256_per_s', at: 'least', limit: 20_000 },
  { about: 'ack at 2,000 posts/s, p99', name: 'ack_p99_ms', at: 'most', limit: 25 },
  { about: 'memory of an idle connection', name: 'connection_kb', at: 'most', limit: 10 },
  { about: 'memory with 10,000 idle connections', name: 'idle_10k_mb', at: 'most', limit: 170 },
  { about: '10,000 clients come back after a restart', name: 'herd_s', at: 'most', limit: 10 },
  { about: 'catch-up of 1,000 events, p99', name: 'catchup_p99_ms', at: 'most', limit: 100 },
  { about: 'opening a room among 10 million messages, p50', name: 'open_p50_ms', at: 'most', limit: 3 },
  { about: 'the same, p99', name: 'open_p99_ms', at: 'most', limit: 15 },
  {
    about: 'searching among 10 million messages, twenty kinds of questions, p95',
    name: 'search_p95_ms',
    at: 'most',
    limit: 50,
  },
  { about: 'memory of an idle server', name: 'idle_mb', at: 'most', limit: 90 },
  { about: 'start', name: 'start_ms', at: 'most', limit: 200 },
  { about: 'start of the executable', name: 'exe_start_ms', at: 'most', limit: 80 },
]
