import type { Said } from '../../messages/timeline-items.ts'
import type { AppModel } from './app-model.ts'

/** Whether one just deleted it: until its tombstone comes; one that could not be deleted is shown with the reason. */
export function isHidden({ message, state }: Said, hidden: AppModel['hidden']): boolean {
  return hidden.has(message.id) && message.deletedAt === null && state !== 'failed'
}
