/** A page that nobody sees has no frames. */
const UNSEEN_FRAME_MS = 100

/** After drawing for long, a page rests so many times as long, at most so long: whoever types comes in between. */
const REST = { times: 3, mostMs: 60 }

/** Where so much came between two drawings that nobody can read it, it rests longer. */
const LONG_REST = { times: 8, mostMs: 250 }
const MANY = 8
const FRAME_MS = 16

/**
 * Makes a function that runs `show` at once, and, however often it is called until the next frame, once more then: in a
 * burst of messages a page draws once a frame, and not once a message. Where drawing takes long, it rests in between.
 */
export function oncePerFrame(show: () => void, whenNext = afterRest): () => void {
  let isFrameDue = false
  let missed = 0
  const run = () => {
    if (isFrameDue) {
      missed += 1
      return
    }
    isFrameDue = true
    const rest = missed > MANY ? LONG_REST : REST
    missed = 0
    const beganAt = performance.now()
    const goOn = () => {
      isFrameDue = false
      if (missed > 0) run()
    }
    try {
      show()
    } finally {
      // What `show` changed is drawn before this runs.
      queueMicrotask(() => whenNext(goOn, performance.now() - beganAt, rest))
    }
  }
  return run
}

function afterRest(run: () => void, drawnInMs: number, { times, mostMs }: typeof REST): void {
  const restMs = Math.min(mostMs, drawnInMs * times)
  if (restMs > FRAME_MS) setTimeout(run, restMs)
  else beforeNextFrame(run)
}

function beforeNextFrame(run: () => void): void {
  let isOver = false
  const once = () => {
    if (!isOver) run()
    isOver = true
  }
  requestAnimationFrame(once)
  setTimeout(once, UNSEEN_FRAME_MS)
}
