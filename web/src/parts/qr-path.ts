import { encode } from 'uqr'

/** A QR code as one path in a square of `size`. */
export type QrPath = { readonly size: number; readonly path: string }

/** Draws a text as a QR code. Only the server does: pages carry the path. */
export function qrPathOf(text: string): QrPath {
  const { data, size } = encode(text, { border: 0 })
  return { size, path: data.map((row, y) => rowPath(row, y)).join('') }
}

function rowPath(row: readonly boolean[], y: number): string {
  let path = ''
  for (let x = 0; x < row.length; x += 1) {
    let width = 0
    while (row[x + width]) width += 1
    if (width > 0) path += `M${x} ${y}h${width}v1h-${width}z`
    x += width
  }
  return path
}
