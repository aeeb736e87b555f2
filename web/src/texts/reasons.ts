import { spoken } from './spoken.ts'

const newMessages = (count: number) => (count === 1 ? '1 new message' : `${count} new messages`)

/** Why a room counts, and what is asked before everybody in one is called. */
export const reasonTexts = spoken('reasons', {
  callLarge: (count: number) => `This calls all ${count} people of the room. Send it once more to do so.`,
  why: {
    mention: (count: number) => (count === 1 ? '1 mention' : `${count} mentions`),
    reply: (count: number) => (count === 1 ? '1 reply to you' : `${count} replies to you`),
    thread: (count: number) => `${count} in threads that you follow`,
    keyword: (count: number) => (count === 1 ? '1 keyword' : `${count} keywords`),
    direct: newMessages,
    everything: newMessages,
  },
})
