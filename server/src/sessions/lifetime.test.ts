import { expect, test } from 'bun:test'
import { DEFAULT_LIMITS } from '../config.ts'
import { isLive, lifetimesOf } from './lifetime.ts'

const DAY_MS = 86_400_000
const now = 1_000 * DAY_MS

function session(role: 'member' | 'guest', ageDays: number, idleDays: number, ended = false) {
  return {
    role,
    created_at: now - ageDays * DAY_MS,
    last_seen_at: now - idleDays * DAY_MS,
    ended_at: ended ? now : null,
  }
}

test.each([
  ['seen today', session('member', 1, 0), true],
  ['seen 13 days ago', session('member', 20, 13), true],
  ['seen 15 days ago', session('member', 20, 15), false],
  ['89 days old', session('member', 89, 0), true],
  ['91 days old, seen today', session('member', 91, 0), false],
  ['ended', session('member', 1, 0, true), false],
  ['of a guest, seen 29 days ago', session('guest', 400, 29), true],
  ['of a guest, seen 31 days ago', session('guest', 400, 31), false],
  ['of a guest, ended', session('guest', 1, 0, true), false],
])('a session %s lets in: %#', (_, row, isGood) => {
  expect(isLive(row, { now, lifetimes: lifetimesOf(DEFAULT_LIMITS) })).toBe(isGood)
})
