import { ParleyError } from '@parley/protocol/errors.ts'
import type { Section } from '@parley/protocol/sections.ts'
import type { KnownActor } from '../actor.ts'
import type { Reader } from '../database/transaction.ts'
import { findSections } from './queries.ts'

/** Loads one of the actor's own sections, and all of them in their order; another's does not exist. */
export async function accessSection(
  reader: Reader,
  actor: KnownActor,
  sectionId: string,
): Promise<{ section: Section; own: readonly Section[] }> {
  const { own } = await findSections(reader, actor.id)
  const section = own.find(({ id }) => id === sectionId)
  if (!section) throw new ParleyError('section_not_found')
  return { section, own }
}
