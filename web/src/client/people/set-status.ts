import type { Me } from '@parley/protocol/accounts.ts'
import type { Parley } from '@parley/sdk/client.ts'

/** Takes what was typed as a status: an emoji that it begins with, and the rest. Nothing clears the status. */
export async function setStatus(client: Parley, typed: string): Promise<void> {
  const [emoji = ''] = /^\p{RGI_Emoji}/v.exec(typed) ?? []
  const statusText = typed.slice(emoji.length).trim()
  await client.command('profile.edit', { statusEmoji: emoji, statusText, statusFor: 'always' })
}

/** Makes one away until one says otherwise, or brings one back. Answers which. */
export async function toggleAway(client: Parley, me: Me): Promise<'away' | 'auto'> {
  const availability = me.availability === 'away' ? 'auto' : 'away'
  await client.command('profile.edit', { availability })
  return availability
}
