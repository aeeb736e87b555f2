import { type ComponentChildren, Fragment } from 'preact'

type Props = {
  /** A sentence with places, as in "{0} and {1} are typing…". */
  readonly text: string
  /** What stands in the places. */
  readonly with: readonly ComponentChildren[]
}

/** A sentence of the catalogue with elements in its places. */
export function Filled({ text, with: parts }: Props) {
  return text
    .split(/(\{\d\})/u)
    .map((piece, index) => <Fragment key={index}>{/^\{\d\}$/u.test(piece) ? parts[Number(piece[1])] : piece}</Fragment>)
}
