// Preloaded into a server, makes its disk slow: every sync takes SLOW_SYNC_MS longer.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>

static int slow(const char *name, int file) {
  int (*sync)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
  const char *ms = getenv("SLOW_SYNC_MS");
  struct timespec rest = {0, (ms ? atol(ms) : 0) * 1000000L};
  while (nanosleep(&rest, &rest) != 0) continue;
  return sync(file);
}

int fsync(int file) { return slow("fsync", file); }
int fdatasync(int file) { return slow("fdatasync", file); }
