/** The address of a message: its room around it, or the thread in which alone it stands. */
export function permalink(roomPath: string, message: { readonly seq: number }): string {
  return `${roomPath}/${message.seq}`
}

/** The address of a thread, beside its room. */
export function threadPath(roomPath: string, rootId: string): string {
  return `${roomPath}/t/${rootId}`
}
