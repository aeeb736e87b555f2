import type { Message } from '@parley/protocol/messages.ts'
import type { OutboxEntry } from '@parley/sdk/outbox-store.ts'
import type { Block } from '../../markdown/blocks.ts'
import { isPlain, plainBlocks } from '../../markdown/plain.ts'
import type { Said } from '../../messages/timeline-items.ts'
import type { AppModel } from './app-model.ts'

/** What a message's body is drawn from. Where it is not parsed yet, its text stands there for a moment as it was typed. */
export function blocksOf({ message }: Said, parsed: AppModel['parsed']): readonly Block[] {
  return (isPlain(message.body) ? undefined : parsed(message)) ?? plainOf(message)
}

/** What somebody is about to say, as far as it matters for how it is drawn. */
export function bodyOf({ command: { input } }: OutboxEntry): { readonly body: string } {
  return { body: 'body' in input ? input.body : '' }
}

const plain = new WeakMap<Message, readonly Block[]>()

/** The same blocks for the same message, so that its row can tell that nothing changed. */
function plainOf(message: Message): readonly Block[] {
  const known = plain.get(message)
  if (known !== undefined) return known
  const blocks = plainBlocks(message.body)
  plain.set(message, blocks)
  return blocks
}
