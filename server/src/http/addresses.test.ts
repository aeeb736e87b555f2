import { expect, test } from 'bun:test'
import { clientReader, formatAddress, isLocalAddress, parseAddress, parseNetwork } from './addresses.ts'

const proxies = ['10.0.0.0/8', '::1'].map(parseNetwork).filter((network) => network !== undefined)

function reader(isTls = false) {
  const warnings: string[] = []
  return {
    read: clientReader({ trustedProxies: proxies, isTls, warn: (sentence) => warnings.push(sentence) }),
    warnings,
  }
}

const shorten = (text: string) => {
  const address = parseAddress(text)
  return address === undefined ? undefined : formatAddress(address)
}

test('addresses are read in every way of writing and written in one', () => {
  expect(shorten('192.0.2.1')).toBe('192.0.2.1')
  expect(shorten('::ffff:192.0.2.1')).toBe('192.0.2.1')
  expect(shorten('::FFFF:C000:0201')).toBe('192.0.2.1')
  expect(shorten('2001:0DB8:0:0:1:0:0:1')).toBe('2001:db8::1:0:0:1')
  expect(shorten('::')).toBe('::')
  expect(shorten('::1')).toBe('::1')
  expect(shorten('fe80::1%eth0')).toBe('fe80::1')
  expect(shorten('1:0:0:0:0:0:0:0')).toBe('1::')
  expect(shorten('10:0:100:0:0:0:20:0')).toBe('10:0:100::20:0')
  for (const wrong of ['', 'localhost', '1.2.3', '1.2.3.4.5', '::1::', '0x7f.1', '1.2.3.256'])
    expect(shorten(wrong)).toBeUndefined()
})

test('networks need a length that fits', () => {
  expect(parseNetwork('10.0.0.0/33')).toBeUndefined()
  expect(parseNetwork('10.0.0.0/')).toBeUndefined()
  expect(parseNetwork('10.0.0.0/8/8')).toBeUndefined()
  expect(parseNetwork('fd00::/129')).toBeUndefined()
  expect(parseNetwork('fd00::/8')?.bits).toBe(8)
  expect(parseNetwork('10.0.0.0/8')?.bits).toBe(104)
})

test('a forwarded header from elsewhere is ignored, and warned about once', () => {
  const { read, warnings } = reader()
  const lie = new Headers({ 'X-Forwarded-For': '198.51.100.7', 'X-Forwarded-Proto': 'https' })
  expect(read('203.0.113.5', lie)).toEqual({ address: '203.0.113.5', group: '203.0.113.5', isTls: false })
  read('203.0.113.6', lie)
  expect(warnings).toHaveLength(1)
  expect(read('10.1.1.1', lie)).toEqual({ address: '198.51.100.7', group: '198.51.100.7', isTls: true })
})

test('a client behind proxies is the last hop that no trusted proxy stands for', () => {
  const { read } = reader()
  const from = (peer: string, hops: string) => read(peer, new Headers({ 'X-Forwarded-For': hops })).address
  expect(from('10.1.1.1', '1.1.1.1, 198.51.100.7, 10.2.2.2')).toBe('198.51.100.7')
  expect(from('::1', '198.51.100.7:4711')).toBe('198.51.100.7')
  expect(from('::1', '[2001:db8::5]:80')).toBe('2001:db8::5')
  expect(from('10.1.1.1', '10.3.3.3')).toBe('10.3.3.3')
  expect(from('10.1.1.1', 'unknown, 10.3.3.3')).toBe('10.3.3.3')
  expect(from('10.1.1.1', '')).toBe('10.1.1.1')
})

test('a client that sends its own list through a proxy cannot choose its address', () => {
  const { read } = reader()
  const headers = new Headers({ 'X-Forwarded-For': '10.9.9.9, 203.0.113.5' })
  expect(read('10.1.1.1', headers).address).toBe('203.0.113.5')
})

test('limits count an IPv6 household as one and an IPv4 address as itself', () => {
  const { read } = reader()
  const groupOf = (peer: string) => read(peer, new Headers()).group
  expect(groupOf('2001:db8:1:2:aaaa::1')).toBe('2001:db8:1:2::/64')
  expect(groupOf('2001:db8:1:2:bbbb::2')).toBe('2001:db8:1:2::/64')
  expect(groupOf('2001:db8:1:3::1')).not.toBe('2001:db8:1:2::/64')
  expect(groupOf('::ffff:192.0.2.1')).toBe('192.0.2.1')
})

test('TLS is what PARLEY_URL says or a trusted proxy', () => {
  expect(reader(true).read('203.0.113.5', new Headers()).isTls).toBe(true)
  const { read } = reader()
  expect(read('10.1.1.1', new Headers({ 'X-Forwarded-Proto': 'https, http' })).isTls).toBe(false)
  expect(read('10.1.1.1', new Headers({ 'X-Forwarded-Proto': 'http, HTTPS' })).isTls).toBe(true)
})

test('a connection that is already gone has no address', () => {
  expect(reader().read(null, new Headers())).toEqual({ address: 'unknown', group: 'unknown', isTls: false })
})

test('loopback and private networks are local, others are not', () => {
  for (const local of ['127.0.0.1', '::1', '192.168.1.5', '172.31.0.1', 'fd12::1'])
    expect(isLocalAddress(local)).toBe(true)
  for (const other of ['172.32.0.1', '8.8.8.8', '2001:db8::1', 'unknown']) expect(isLocalAddress(other)).toBe(false)
})
