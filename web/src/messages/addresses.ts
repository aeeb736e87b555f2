/** The address of a message: its room around it, or the thread in which alone it stands. */
export function permalink(roomPath: string, message: { readonly seq: number }): string {
  return `${roomPath}/${message.seq}`
}
