import { expect, test } from 'bun:test'
import { oncePerFrame } from './once-per-frame.ts'

function watched() {
  const frames: (() => void)[] = []
  let shown = 0
  const show = oncePerFrame(
    () => (shown += 1),
    (run) => void frames.push(run),
  )
  const frame = async () => {
    await Promise.resolve()
    frames.splice(0).forEach((run) => run())
  }
  return { show, shown: () => shown, frame }
}

test('the first change is shown at once, and all others of a frame together', async () => {
  const page = watched()
  page.show()
  expect(page.shown()).toBe(1)
  for (let n = 0; n < 5; n += 1) page.show()
  expect(page.shown()).toBe(1)
  await page.frame()
  expect(page.shown()).toBe(2)
})

test('when nothing changed, nothing is shown again, and the next change is shown at once', async () => {
  const page = watched()
  page.show()
  await page.frame()
  await page.frame()
  expect(page.shown()).toBe(1)
  page.show()
  expect(page.shown()).toBe(2)
})

test('what is drawn belongs to the time that showing takes', async () => {
  const spent = Promise.withResolvers<number>()
  let drawn = false
  const show = oncePerFrame(
    () => queueMicrotask(() => (drawn = true)),
    (_, drawnInMs) => spent.resolve(drawn ? drawnInMs : -1),
  )
  show()
  expect(await spent.promise).toBeGreaterThanOrEqual(0)
})

test('where so much comes that nobody can read it, the page rests longer', async () => {
  const rests: { run: () => void; mostMs: number }[] = []
  const show = oncePerFrame(
    () => {},
    (run, _, { mostMs }) => void rests.push({ run, mostMs }),
  )
  const says = async (times: number) => {
    for (let n = 0; n < times; n += 1) show()
    rests.at(-1)?.run()
    await Promise.resolve()
  }
  show()
  await Promise.resolve()
  await says(2)
  await says(50)
  await says(2)
  expect(rests.map(({ mostMs }) => mostMs)).toEqual([60, 60, 250, 60])
})
