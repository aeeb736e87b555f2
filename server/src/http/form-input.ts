import type * as z from 'zod/mini'
import { parseJson } from './json.ts'

type Fields = Readonly<Record<string, string>>

/** Fields of every form that are no input of its command. */
const FORM_FIELDS = new Set(['then', 'token', 'checks'])

/**
 * Gives a form's or a query string's texts the types that the schema asks for: numbers, yes and no, lists, JSON. What
 * does not fit stays as it is, so that the schema refuses it. An optional field that was left empty is left out; a
 * checkbox that is named in `checks` and was not sent is false; `name.value=on` are the checked items of the list `name`.
 */
export function toInput(input: z.ZodMiniType, fields: Fields): Record<string, unknown> {
  const shape = shapeOf(input)
  const result: Record<string, unknown> = {}
  for (const [name, text] of Object.entries(fields)) {
    if (FORM_FIELDS.has(name) && !shape.has(name)) continue
    const [list, item] = splitItem(name)
    if (item !== undefined && kindOf(shape.get(list)) === 'array') {
      const items: unknown[] = Array.isArray(result[list]) ? result[list] : []
      result[list] = [...items, item]
    } else if (!isLeftOut(shape.get(name), text)) result[name] = toValue(shape.get(name), text)
  }
  for (const name of (fields.checks ?? '').split(' ')) if (shape.has(name)) result[name] ??= false
  return result
}

function splitItem(name: string): [string, string | undefined] {
  const dot = name.indexOf('.')
  return dot === -1 ? [name, undefined] : [name.slice(0, dot), name.slice(dot + 1)]
}

function toValue(schema: z.ZodMiniType | undefined, text: string): unknown {
  switch (kindOf(schema)) {
    case 'number':
      return /^-?\d{1,15}$/.test(text) ? Number(text) : text
    case 'boolean':
      return text === 'true' || text === 'on' ? true : text === 'false' ? false : text
    case 'array':
      return text.startsWith('[') ? parsed(text) : [text]
    case 'record':
      return parsed(text)
    default:
      return text
  }
}

function parsed(text: string): unknown {
  try {
    // As strict as in a body: what a database cannot hold must not come in by another way.
    return parseJson(text)
  } catch {
    return text
  }
}

function isLeftOut(schema: z.ZodMiniType | undefined, text: string): boolean {
  if (text !== '' || schema === undefined) return false
  const inner = innerOf(schema)
  return inner !== null && !inner.safeParse('').success
}

/** A map, for a field may be called `constructor`. */
function shapeOf(input: z.ZodMiniType): ReadonlyMap<string, z.ZodMiniType> {
  const { def } = input._zod
  return new Map('shape' in def && isShape(def.shape) ? Object.entries(def.shape) : [])
}

function isShape(value: unknown): value is Record<string, z.ZodMiniType> {
  return typeof value === 'object' && value !== null
}

function isSchema(value: unknown): value is z.ZodMiniType {
  return typeof value === 'object' && value !== null && '_zod' in value
}

/** The schema inside an optional one; null for one that is not. */
function innerOf(schema: z.ZodMiniType): z.ZodMiniType | null {
  const { def } = schema._zod
  return def.type === 'optional' && 'innerType' in def && isSchema(def.innerType) ? def.innerType : null
}

function kindOf(schema: z.ZodMiniType | undefined): string {
  if (schema === undefined) return 'unknown'
  return (innerOf(schema) ?? schema)._zod.def.type
}
