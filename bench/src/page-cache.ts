import { dlopen } from 'bun:ffi'
import { closeSync, existsSync, fsyncSync, openSync } from 'node:fs'

/** `POSIX_FADV_DONTNEED` of Linux: the kernel forgets what it has read of the file. */
const DONT_NEED = 4

/** Makes the next reads of files come from the disk. */
export function dropFromPageCache(files: readonly string[]): void {
  const { symbols, close } = dlopen('libc.so.6', {
    posix_fadvise: { args: ['i32', 'i64', 'i64', 'i32'], returns: 'i32' },
  })
  for (const file of files.filter((path) => existsSync(path))) {
    const descriptor = openSync(file, 'r+')
    // What is not yet written cannot be forgotten.
    fsyncSync(descriptor)
    const error = symbols.posix_fadvise(descriptor, 0, 0, DONT_NEED)
    closeSync(descriptor)
    if (error !== 0) throw new Error(`posix_fadvise: ${error}`)
  }
  close()
}
