import type { Parameter, Reader } from '../database/transaction.ts'

/** A statement in the words of both databases. */
export type Statement = Record<Reader['kind'], string>

/** Runs a statement that is kept prepared. */
export function runStatement<R>(reader: Reader, text: Statement, parameters: readonly Parameter[]): Promise<R[]> {
  return reader.all<R>(text[reader.kind], parameters)
}
