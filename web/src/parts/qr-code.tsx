import type { QrPath } from './qr-path.ts'

type Props = { readonly code: QrPath; readonly label: string }

/** A QR code, dark on light in both themes. */
export function QrCode({ code, label }: Props) {
  return (
    <svg
      class="qr"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${code.size} ${code.size}`}
      shape-rendering="crispEdges"
    >
      <path d={code.path} />
    </svg>
  )
}
