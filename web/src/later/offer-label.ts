import type { Offer } from '../client/later/times.ts'
import { laterTexts as texts } from '../texts/later.ts'

/** What a time that is offered is called. */
export function offerLabel({ id, time }: Pick<Offer, 'id' | 'time'>): string {
  const label = texts.when[id]
  return typeof label === 'string' ? label : label(time)
}
