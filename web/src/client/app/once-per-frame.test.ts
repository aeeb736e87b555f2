import { expect, test } from 'bun:test'
import { oncePerFrame } from './once-per-frame.ts'

function watched() {
  const frames: (() => void)[] = []
  let shown = 0
  const show = oncePerFrame(
    () => (shown += 1),
    (run) => void frames.push(run),
  )
  return { show, shown: () => shown, frame: () => frames.splice(0).forEach((run) => run()) }
}

test('the first change is shown at once, and all others of a frame together', () => {
  const page = watched()
  page.show()
  expect(page.shown()).toBe(1)
  for (let n = 0; n < 5; n += 1) page.show()
  expect(page.shown()).toBe(1)
  page.frame()
  expect(page.shown()).toBe(2)
})

test('when nothing changed, nothing is shown again, and the next change is shown at once', () => {
  const page = watched()
  page.show()
  page.frame()
  page.frame()
  expect(page.shown()).toBe(1)
  page.show()
  expect(page.shown()).toBe(2)
})
