/** A page that nobody sees has no frames. */
const UNSEEN_FRAME_MS = 100

/**
 * Makes a function that runs `show` at once, and, however often it is called until the next frame, once more then: in a
 * burst of messages a page draws once a frame, and not once a message.
 */
export function oncePerFrame(show: () => void, whenNext = beforeNextFrame): () => void {
  let isFrameDue = false
  let isBehind = false
  const run = () => {
    isBehind = isFrameDue
    if (isFrameDue) return
    isFrameDue = true
    whenNext(() => {
      isFrameDue = false
      if (isBehind) run()
    })
    show()
  }
  return run
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
