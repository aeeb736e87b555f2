import { readFileSync } from 'node:fs'
import { CrowdMember, type MemberStart, type Tally } from './crowd-member.ts'

/** What the bench asks of a crowd's process. */
export type CrowdOrder = 'connect' | 'leave' | 'cursors'

/** A process of its own, because one may only have so many descriptors, and so that its CPU time is not the bench's. */
const [file = '', hosts = '', port = ''] = process.argv.slice(2)
const starts: MemberStart[] = JSON.parse(readFileSync(file, 'utf8'))
const addresses = hosts.split(',')
const tally: Tally = { caughtUp: 0, connects: 0, refusals: 0, events: 0, holes: 0 }
const members = starts.map(
  (start, n) => new CrowdMember({ host: addresses[n % addresses.length] ?? '', port: Number(port) }, start, tally),
)

const orders: Record<CrowdOrder, () => void> = {
  connect: () => {
    for (const member of members) member.connect()
  },
  leave: () => {
    for (const member of members) member.leave()
  },
  cursors: () => process.send?.({ cursors: members.map((member) => member.cursors) }),
}

process.on('message', (order: CrowdOrder) => orders[order]())
process.on('disconnect', () => process.exit(0))
setInterval(() => process.send?.({ tally }), 50)
process.send?.({ isReady: true })
