/** The encodings that we can send, the one that we would rather send first. */
export type Encoding = 'br' | 'zstd' | 'gzip'

/** Chooses the first of `offered` that an Accept-Encoding header allows; null: as it is. */
export function chooseEncoding<E extends Encoding>(header: string | null, offered: readonly E[]): E | null {
  const accepted = new Map<string, number>()
  for (const part of (header ?? '').toLowerCase().split(',')) {
    const [name = '', ...params] = part.split(';').map((text) => text.trim())
    const q = params.find((param) => param.startsWith('q='))
    accepted.set(name, q === undefined ? 1 : Number(q.slice(2)))
  }
  return offered.find((encoding) => (accepted.get(encoding) ?? accepted.get('*') ?? 0) > 0) ?? null
}
