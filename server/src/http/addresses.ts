import { isIP } from 'node:net'

/** An address as 16 bytes; IPv4 is written as IPv6 (::ffff:a.b.c.d), so that one comparison serves both. */
export type Address = Uint8Array

/** All addresses whose first `bits` bits are those of `address`. */
export type Network = { address: Address; bits: number }

/** Where a request comes from, after trusted proxies have had their say. */
export type Client = {
  /** The address in its shortest form; `unknown` where the connection is already gone. */
  address: string
  /** What limits count by: an IPv4 address or an IPv6 /64, for one household has a whole /64. */
  group: string
  /** Whether the client spoke TLS: PARLEY_URL is https, or a trusted proxy says so. */
  isTls: boolean
}

export type ClientRules = { trustedProxies: readonly Network[]; isTls: boolean; warn: (sentence: string) => void }

/**
 * Makes the reader of clients' addresses. Forwarded headers count only from trusted proxies; from elsewhere they are
 * ignored, which is said once, since it means a proxy that is not in the settings or somebody who lies.
 */
export function clientReader(rules: ClientRules): (peerAddress: string | null, headers: Headers) => Client {
  let warned = false
  return (peerAddress, headers) => {
    const peer = parseAddress(peerAddress ?? '')
    if (peer !== undefined && isIn(peer, rules.trustedProxies)) return behindProxy(peer, headers, rules)
    if (!warned && FORWARDED.some((name) => headers.has(name))) {
      warned = true
      rules.warn('A forwarded header came from an address that is not in PARLEY_TRUSTED_PROXIES; it is ignored.')
    }
    return describe(peer, rules.isTls)
  }
}

const FORWARDED = ['x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-host', 'forwarded']

function behindProxy(peer: Address, headers: Headers, rules: ClientRules): Client {
  const hops = (headers.get('x-forwarded-for') ?? '').split(',').map((hop) => parseAddress(withoutPort(hop.trim())))
  // From the right: each proxy appends who spoke to it, so what stands left of the first untrusted hop may be invented.
  let client = peer
  for (const hop of hops.reverse()) {
    if (hop === undefined || !isIn(client, rules.trustedProxies)) break
    client = hop
  }
  const scheme = (headers.get('x-forwarded-proto') ?? '').split(',').at(-1)?.trim().toLowerCase()
  return describe(client, rules.isTls || scheme === 'https')
}

function withoutPort(hop: string): string {
  const bracketed = /^\[([^\]]+)\](?::\d+)?$/.exec(hop)
  if (bracketed?.[1] !== undefined) return bracketed[1]
  return /^[\d.]+:\d+$/.test(hop) ? hop.slice(0, hop.indexOf(':')) : hop
}

function describe(address: Address | undefined, isTls: boolean): Client {
  if (address === undefined) return { address: 'unknown', group: 'unknown', isTls }
  return { address: formatAddress(address), group: groupOf(address), isTls }
}

/** The group of an address that was written down: what limits count by. */
export function groupOfAddress(text: string): string {
  const address = parseAddress(text)
  return address === undefined ? text : groupOf(address)
}

function groupOf(address: Address): string {
  return isV4(address) ? formatAddress(address) : `${formatAddress(address.map((byte, i) => (i < 8 ? byte : 0)))}/64`
}

/** Reads an IPv4 or IPv6 address; undefined where it is none. */
export function parseAddress(text: string): Address | undefined {
  const bare = text.split('%', 1)[0] ?? ''
  const version = isIP(bare)
  if (version === 4) return new Uint8Array([...V4_PREFIX, ...bare.split('.').map(Number)])
  if (version !== 6) return undefined
  const [left = '', right] = v4TailAsHex(bare).split('::')
  const head = groupsOf(left)
  const tail = groupsOf(right ?? '')
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => 0)
  return new Uint8Array([...head, ...zeros, ...tail].flatMap((group) => [group >> 8, group & 0xff]))
}

const V4_PREFIX = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff]

function groupsOf(part: string): number[] {
  return part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16))
}

function v4TailAsHex(text: string): string {
  return text.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, a: string, b: string, c: string, d: string) => {
    const hex = (high: string, low: string) => (Number(high) * 256 + Number(low)).toString(16)
    return `${hex(a, b)}:${hex(c, d)}`
  })
}

/** Reads an address or a network such as `10.0.0.0/8` or `fd00::/8`; undefined where it is neither. */
export function parseNetwork(text: string): Network | undefined {
  const [base = '', length, more] = text.split('/')
  const address = parseAddress(base)
  if (address === undefined || more !== undefined) return undefined
  if (length === undefined) return { address, bits: 128 }
  const bits = Number(length)
  const max = isIP(base) === 4 ? 32 : 128
  if (!/^\d{1,3}$/.test(length) || bits > max) return undefined
  return { address, bits: 128 - max + bits }
}

/** Tells whether an address belongs to one of the networks. */
export function isIn(address: Address, networks: readonly Network[]): boolean {
  return networks.some((network) => sharesBits(address, network.address, network.bits))
}

function sharesBits(a: Address, b: Address, bits: number): boolean {
  for (let i = 0; i < 16; i += 1) {
    const left = Math.min(8, bits - i * 8)
    if (left <= 0) return true
    if (((a[i] ?? 0) ^ (b[i] ?? 0)) >> (8 - left) !== 0) return false
  }
  return true
}

const LOCAL_NETWORKS = [
  '127.0.0.0/8',
  '::1',
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '169.254.0.0/16',
  'fc00::/7',
  'fe80::/10',
]
  .map(parseNetwork)
  .filter((network) => network !== undefined)

/** Tells whether an address is loopback or of a private network. */
export function isLocalAddress(text: string): boolean {
  const address = parseAddress(text)
  return address !== undefined && isIn(address, LOCAL_NETWORKS)
}

function isV4(address: Address): boolean {
  return V4_PREFIX.every((byte, i) => address[i] === byte)
}

/** Writes an address in its shortest form (RFC 5952). */
export function formatAddress(address: Address): string {
  if (isV4(address)) return address.subarray(12).join('.')
  const groups = Array.from({ length: 8 }, (_, i) =>
    (((address[i * 2] ?? 0) << 8) | (address[i * 2 + 1] ?? 0)).toString(16),
  )
  const text = groups.join(':')
  const zeros = text.match(/(?<![^:])0(?::0)+(?![^:])/g) ?? []
  const longest = zeros.reduce((a, b) => (b.length > a.length ? b : a), '')
  if (longest === '') return text
  const at = text.search(new RegExp(`(?<![^:])${longest}(?![^:])`))
  return `${text.slice(0, at).replace(/:$/, '')}::${text.slice(at + longest.length).replace(/^:/, '')}`
}
