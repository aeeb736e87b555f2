/** A page that nobody sees has no frames. */
const UNSEEN_FRAME_MS = 100

/**
 * After drawing for long, a page rests so many times as long, at most so long: whoever types comes in between. What comes
 * meanwhile makes the next drawing longer, so that a long rest would end in a pause that one feels.
 */
const REST = 3
const REST_MAX_MS = 60
const FRAME_MS = 16

/**
 * Makes a function that runs `show` at once, and, however often it is called until the next frame, once more then: in a
 * burst of messages a page draws once a frame, and not once a message. Where drawing takes long, it rests in between.
 */
export function oncePerFrame(show: () => void, whenNext = afterRest): () => void {
  let isFrameDue = false
  let isBehind = false
  const run = () => {
    isBehind = isFrameDue
    if (isFrameDue) return
    isFrameDue = true
    const beganAt = performance.now()
    const goOn = () => {
      isFrameDue = false
      if (isBehind) run()
    }
    try {
      show()
    } finally {
      // What `show` changed is drawn before this runs.
      queueMicrotask(() => whenNext(goOn, performance.now() - beganAt))
    }
  }
  return run
}

function afterRest(run: () => void, drawnInMs: number): void {
  const restMs = Math.min(REST_MAX_MS, drawnInMs * REST)
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
