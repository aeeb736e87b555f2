/**
 * Runs work while no other tab does the work of this name, as sending the outbox of one person; another tab takes over when it is closed. Without locks, as on plain http in a LAN, every tab sends: ids make that safe, only the order of two tabs is not kept.
 */
export async function withLeadership(name: string, work: () => Promise<void>): Promise<void> {
  if (!('locks' in navigator)) return work()
  await navigator.locks.request(name, work)
}
