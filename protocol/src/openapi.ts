import * as z from 'zod/mini'
import { COMMANDS } from './commands.ts'
import { type Allow, Outcome } from './define.ts'
import { SENTENCES } from './error-sentences.ts'
import { ERRORS, type ErrorCode } from './errors.ts'
import { QUERIES } from './queries.ts'

type Json = { [key: string]: unknown }

/** The description of every command and query over HTTP, OpenAPI 3.1, made from the tables. */
export function openApi(version: string): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Parley',
      version,
      description: 'Commands change something, queries read something. See protocol.md.',
    },
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'The token of a session.' },
        cookie: { type: 'apiKey', in: 'cookie', name: 'parley', description: '`__Host-parley` under TLS.' },
      },
    },
    paths: { ...commandPaths(), ...queryPaths() },
  }
}

function commandPaths(): Json {
  return Object.fromEntries(
    Object.values(COMMANDS).map((command) => [
      `/api/${command.name}`,
      {
        post: {
          operationId: command.name,
          summary: command.about,
          description: whoMay(command.allow),
          security: securityOf(command.allow),
          requestBody: { required: true, content: { 'application/json': { schema: schemaOf(command.input) } } },
          responses: responses(z.object({ outcome: Outcome }), command.errors),
        },
      },
    ]),
  )
}

function queryPaths(): Json {
  return Object.fromEntries(
    Object.values(QUERIES).map((query) => [
      `/api/${query.name}`,
      {
        get: {
          operationId: query.name,
          summary: query.about,
          description: whoMay(query.allow),
          security: securityOf(query.allow),
          parameters: parametersOf(schemaOf(query.input)),
          responses: responses(z.object({ output: query.output }), query.errors),
        },
      },
    ]),
  )
}

function parametersOf(schema: Json): Json[] {
  const properties = isObject(schema.properties) ? schema.properties : {}
  const required = Array.isArray(schema.required) ? schema.required : []
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    ...(isObject(property) && property.type === 'object'
      ? { content: { 'application/json': { schema: property } } }
      : { schema: property }),
  }))
}

function responses(output: z.ZodMiniType, errors: readonly ErrorCode[]): Json {
  const answers: Json = {
    '200': { description: 'Done.', content: { 'application/json': { schema: schemaOf(output) } } },
  }
  for (const [status, codes] of Map.groupBy(errors, (code) => ERRORS[code].status)) {
    const sentences = codes.map((code) => `\`${code}\`: ${SENTENCES[code]}`)
    answers[status] = { description: sentences.join('\n') }
  }
  return answers
}

function schemaOf(schema: z.ZodMiniType): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { unrepresentable: 'any' })
  return rest
}

function securityOf(allow: Allow): Json[] {
  return allow.nobody === false ? [{ bearer: [] }, { cookie: [] }] : [{}, { bearer: [] }, { cookie: [] }]
}

/** Who may do it, in words: `owner: always; member: of the room`. */
export function whoMay(allow: Allow): string {
  return Object.entries(allow)
    .map(([role, rule]) => `${role}: ${rule === false ? 'no' : rule}`)
    .join('; ')
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
