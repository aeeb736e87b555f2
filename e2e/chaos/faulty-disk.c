// Preloaded into a server under test. It holds back what is written to the database until it is synced, so that killing
// the process loses what a loss of power may lose; it makes syncs slow or fail, the disk full, and the clock wrong.
// The words of `control.ts` are defined by the compiler's command line.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#define FILES 64
#define FDS 65536
#define REAL(name) ((__typeof__(&name))real(#name))

// A write that is not synced yet; one of a sync that failed is `lost`: it can be read, but never reaches the disk.
struct write { off_t at; size_t length; int lost; char *bytes; };
struct file { dev_t device; ino_t inode; struct write *writes; size_t count, room; };

static struct file files[FILES];
static struct file *file_of[FDS];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static volatile int *words;

static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

__attribute__((constructor)) static void begin(void) {
  const char *path = getenv("CHAOS_CONTROL");
  int fd = path ? ((int (*)(const char *, int, ...))real("open"))(path, O_RDWR | O_CLOEXEC) : -1;
  if (fd < 0) return;
  void *map = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (map != MAP_FAILED) words = map;
  close(fd);
}

static int word(int index) { return words ? words[index] : 0; }
static void count(int index) { if (words) __atomic_add_fetch(&words[index], 1, __ATOMIC_SEQ_CST); }

static int is_database(const char *path) {
  const char *name = strrchr(path, '/');
  return name && (!strcmp(name, "/parley.db") || !strcmp(name, "/parley.db-wal"));
}

static void forget(struct file *file) {
  for (size_t i = 0; i < file->count; i++) free(file->writes[i].bytes);
  file->count = 0;
}

static void note_open(int fd, const char *path) {
  struct stat found;
  if (fd < 0 || fd >= FDS || !is_database(path) || fstat(fd, &found) != 0) return;
  pthread_mutex_lock(&lock);
  struct file *mine = NULL;
  for (int i = 0; i < FILES && !mine; i++)
    if (files[i].inode == found.st_ino && files[i].device == found.st_dev) mine = &files[i];
  for (int i = 0; i < FILES && !mine; i++)
    if (files[i].inode == 0) { mine = &files[i]; mine->inode = found.st_ino; mine->device = found.st_dev; }
  file_of[fd] = mine;
  pthread_mutex_unlock(&lock);
}

#define OPEN(name) \
  int name(const char *path, int flags, ...) { \
    va_list rest; va_start(rest, flags); mode_t mode = va_arg(rest, mode_t); va_end(rest); \
    int fd = ((int (*)(const char *, int, ...))real(#name))(path, flags, mode); \
    note_open(fd, path); \
    return fd; \
  }
OPEN(open)
OPEN(open64)

int close(int fd) {
  if (fd >= 0 && fd < FDS) file_of[fd] = NULL;
  return REAL(close)(fd);
}

int unlink(const char *path) {
  struct stat found;
  if (is_database(path) && stat(path, &found) == 0) {
    pthread_mutex_lock(&lock);
    for (int i = 0; i < FILES; i++)
      if (files[i].inode == found.st_ino && files[i].device == found.st_dev) { forget(&files[i]); files[i].inode = 0; }
    pthread_mutex_unlock(&lock);
  }
  return REAL(unlink)(path);
}

static struct file *held(int fd) { return fd >= 0 && fd < FDS ? file_of[fd] : NULL; }

static int overlaps(struct file *file, off_t at, size_t length) {
  for (size_t i = 0; i < file->count; i++)
    if (file->writes[i].at < at + (off_t)length && at < file->writes[i].at + (off_t)file->writes[i].length) return 1;
  return 0;
}

static void hold(struct file *file, const void *bytes, size_t length, off_t at) {
  if (file->count == file->room) {
    file->room = file->room ? file->room * 2 : 256;
    file->writes = realloc(file->writes, file->room * sizeof *file->writes);
  }
  struct write *write = &file->writes[file->count++];
  *write = (struct write){ .at = at, .length = length, .lost = 0, .bytes = malloc(length) };
  memcpy(write->bytes, bytes, length);
  count(HELD_WRITES);
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off_t at) {
  struct file *file = held(fd);
  if (!file) return REAL(pwrite64)(fd, bytes, length, at);
  if (word(FULL)) { count(REFUSED_WRITES); errno = ENOSPC; return -1; }
  pthread_mutex_lock(&lock);
  int early = word(TEAR) && rand() % 2;
  int through = !overlaps(file, at, length) && (!word(HOLD) || early);
  if (!through) hold(file, bytes, length, at);
  pthread_mutex_unlock(&lock);
  return through ? REAL(pwrite64)(fd, bytes, length, at) : (ssize_t)length;
}

static off_t end_of(struct file *file) {
  off_t end = 0;
  for (size_t i = 0; i < file->count; i++)
    if (file->writes[i].at + (off_t)file->writes[i].length > end) end = file->writes[i].at + (off_t)file->writes[i].length;
  return end;
}

ssize_t pread64(int fd, void *bytes, size_t length, off_t at) {
  ssize_t got = REAL(pread64)(fd, bytes, length, at);
  struct file *file = held(fd);
  if (!file || got < 0 || file->count == 0) return got;
  pthread_mutex_lock(&lock);
  off_t end = end_of(file);
  ssize_t whole = end <= at ? 0 : end - at > (off_t)length ? (ssize_t)length : (ssize_t)(end - at);
  if (whole > got) { memset((char *)bytes + got, 0, whole - got); got = whole; }
  for (size_t i = 0; i < file->count; i++) {
    struct write *write = &file->writes[i];
    off_t from = write->at > at ? write->at : at;
    off_t to = write->at + (off_t)write->length;
    if (to > at + (off_t)length) to = at + (off_t)length;
    if (from < to) memcpy((char *)bytes + (from - at), write->bytes + (from - write->at), to - from);
  }
  pthread_mutex_unlock(&lock);
  return got;
}

int ftruncate64(int fd, off_t length) {
  struct file *file = held(fd);
  if (file) {
    pthread_mutex_lock(&lock);
    for (size_t i = 0; i < file->count; i++) {
      struct write *write = &file->writes[i];
      if (write->at >= length) write->length = 0;
      else if (write->at + (off_t)write->length > length) write->length = length - write->at;
    }
    pthread_mutex_unlock(&lock);
  }
  return REAL(ftruncate64)(fd, length);
}
int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

static int with_held_size(int fd, int result, off_t *size) {
  struct file *file = held(fd);
  if (result != 0 || !file) return result;
  pthread_mutex_lock(&lock);
  if (end_of(file) > *size) *size = end_of(file);
  pthread_mutex_unlock(&lock);
  return result;
}

int __fxstat64(int version, int fd, struct stat64 *found) {
  int (*next)(int, int, struct stat64 *) = real("__fxstat64");
  return with_held_size(fd, next(version, fd, found), &found->st_size);
}
int fstat64(int fd, struct stat64 *found) { return with_held_size(fd, REAL(fstat64)(fd, found), &found->st_size); }

// Dies before anything of what is held back reaches the disk.
static void die_if_asked(struct file *file) {
  if (word(POINT) != POINT_IN_SYNC || file->count == 0) return;
  if (__atomic_sub_fetch(&words[PASSES], 1, __ATOMIC_SEQ_CST) >= 0) return;
  words[POINT] = 0;
  count(DEATHS);
  kill(getpid(), SIGKILL);
}

static int sync_file(int fd, int (*next)(int)) {
  struct file *file = held(fd);
  if (!file) return next(fd);
  die_if_asked(file);
  if (word(SYNC_DELAY_MS) > 0) { count(SLOW_SYNCS); usleep(word(SYNC_DELAY_MS) * 1000); }
  int fails = word(FAIL_SYNCS) > 0;
  if (fails) { __atomic_sub_fetch(&words[FAIL_SYNCS], 1, __ATOMIC_SEQ_CST); count(FAILED_SYNCS); }
  pthread_mutex_lock(&lock);
  size_t kept = 0;
  for (size_t i = 0; i < file->count; i++) {
    struct write *write = &file->writes[i];
    if (fails) write->lost = 1;
    if (write->lost) file->writes[kept++] = *write;
    else {
      REAL(pwrite64)(fd, write->bytes, write->length, write->at);
      free(write->bytes);
    }
  }
  file->count = kept;
  pthread_mutex_unlock(&lock);
  // The kernel outlives the process: to the server that was killed it is the disk.
  if (!fails) return word(HOLD) ? 0 : next(fd);
  errno = EIO;
  return -1;
}
int fsync(int fd) { return sync_file(fd, real("fsync")); }
int fdatasync(int fd) { return sync_file(fd, real("fdatasync")); }

int clock_gettime(clockid_t clock, struct timespec *now) {
  static int (*next)(clockid_t, struct timespec *);
  if (!next) next = real("clock_gettime");
  int result = next(clock, now);
  if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) now->tv_sec += word(CLOCK_SHIFT_S);
  return result;
}
int gettimeofday(struct timeval *restrict now, void *restrict zone) {
  int (*next)(struct timeval *, void *) = real("gettimeofday");
  int result = next(now, zone);
  if (result == 0) now->tv_sec += word(CLOCK_SHIFT_S);
  return result;
}

int accept4(int fd, struct sockaddr *restrict from, socklen_t *restrict length, int flags) {
  int (*next)(int, struct sockaddr *, socklen_t *, int) = real("accept4");
  int accepted = next(fd, from, length, flags);
  int bytes = word(SEND_BUFFER);
  if (accepted >= 0 && bytes > 0) setsockopt(accepted, SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes);
  return accepted;
}
