import * as z from 'zod/mini'
import { command, withAccount } from './define.ts'
import { LIMITS } from './limits.ts'
import { Id, text } from './values.ts'

/** The parts of the list of rooms that everybody has. */
export const BuiltInSection = z.enum(['favourites', 'rooms', 'people', 'archived'])
export type BuiltInSection = z.infer<typeof BuiltInSection>

/** A part of somebody's list of rooms that he made himself. */
export const Section = z.object({ id: z.string(), name: z.string(), isCollapsed: z.boolean() })
export type Section = z.infer<typeof Section>

/** How somebody has arranged his list of rooms; which room stands where is in his memberships. */
export const Sections = z.object({
  /** His own in their order; they stand between the favourites and the rest. */
  own: z.array(Section),
  /** Those of the built-in ones that are collapsed. */
  collapsed: z.array(BuiltInSection),
})
export type Sections = z.infer<typeof Sections>

const SectionName = text(LIMITS.sectionNameLength, 1)

/** Makes a section at the end of one's own; its id is the command's. */
export const sectionCreate = command('section.create', {
  about: 'Makes a section of one’s own list of rooms; its id is the command’s.',
  input: { name: SectionName },
  errors: ['bad_input', 'not_logged_in', 'forbidden', 'id_reused'],
  allow: withAccount,
})

/** Renames or collapses a section; what is left out stays. A built-in one keeps its name. */
export const sectionEdit = command('section.edit', {
  about: 'Renames or collapses a section; what is left out stays. A built-in one keeps its name.',
  input: {
    sectionId: z.union([BuiltInSection, Id]),
    name: z.optional(SectionName),
    isCollapsed: z.optional(z.boolean()),
  },
  errors: ['bad_input', 'not_logged_in', 'forbidden', 'section_not_found', 'id_reused'],
  allow: withAccount,
})

/** Moves a section of one's own before another, or to their end. */
export const sectionMove = command('section.move', {
  about: 'Moves a section of one’s own before another; without `before`, to their end.',
  input: { sectionId: Id, before: z.optional(Id) },
  errors: ['bad_input', 'not_logged_in', 'forbidden', 'section_not_found', 'id_reused'],
  allow: withAccount,
})

/** Deletes a section of one's own; its rooms stand by their kind again. */
export const sectionDelete = command('section.delete', {
  about: 'Deletes a section of one’s own; its rooms stand by their kind again.',
  input: { sectionId: Id },
  errors: ['bad_input', 'not_logged_in', 'forbidden', 'section_not_found', 'id_reused'],
  allow: withAccount,
})

/** Puts a room into a section of one's own or among the favourites, or back to where its kind belongs. */
export const sectionPlace = command('section.place', {
  about: 'Puts a room into a section or among the favourites; without `sectionId`, back to where its kind belongs.',
  input: { roomId: Id, sectionId: z.optional(z.union([z.literal('favourites'), Id])) },
  errors: ['bad_input', 'not_logged_in', 'forbidden', 'room_not_found', 'section_not_found', 'id_reused'],
  allow: { owner: 'of the room', member: 'of the room', guest: false, nobody: false },
})
