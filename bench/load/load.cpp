// Opens WebSockets, posts and counts what arrives, as cheaply as it can: what it costs must be less than what it measures.
// It reads a plan of `key value` lines up to `go`, then one `run` after the other; it answers each with a line of JSON.
#include <sys/epoll.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <map>
#include <random>

#include "line.h"

struct Plan {
  int port = 0;
  std::string greet, ready, ack, refusal, ping, pong, post;
  std::vector<Line> lines;
};

struct Run {
  int senders = 0, perS = 0, outstanding = 0;
  double seconds = 0;
  bool untilDelivered = false;
};

struct Sent {
  double dueAt;
  Line* line;
};

struct Tally {
  long posted = 0, acked = 0, ackedInTime = 0, refused = 0, unsent = 0, expected = 0, delivered = 0;
  std::vector<double> ms;
};

static Plan plan;
static int poller;
static long nextRef = 1;
static std::map<std::string, long> sizeOfRoom;
static std::vector<Sent> sent(1);
static Tally tally;
static double endAt;
static size_t readyLines;

static double clockOf(clockid_t id) {
  timespec t;
  clock_gettime(id, &t);
  return t.tv_sec + t.tv_nsec / 1e9;
}
static double now() { return clockOf(CLOCK_MONOTONIC); }

static std::string fill(std::string text, const std::string& key, const std::string& value) {
  for (size_t at; (at = text.find(key)) != std::string::npos;) text.replace(at, key.size(), value);
  return text;
}

static std::string uuid7() {
  static std::mt19937_64 random{std::random_device{}()};
  unsigned long ms = (unsigned long)(clockOf(CLOCK_REALTIME) * 1000) & 0xffffffffffff, a = random(), b = random();
  char text[48];
  snprintf(text, sizeof text, "%08lx-%04lx-7%03lx-%04lx-%012lx", ms >> 16, ms & 0xffff, a & 0xfff,
           0x8000 | ((a >> 12) & 0x3fff), b & 0xffffffffffff);
  return text;
}

static void post(Line& line, double dueAt) {
  long ref = nextRef++;
  std::string body = "message " + std::to_string(ref) + " ~ to everyone who is in the room just now";
  std::string text = fill(fill(plan.post, "%REF", std::to_string(ref)), "%BODY", body);
  sent.push_back({dueAt, &line});
  line.inFlight++;
  tally.posted++;
  tally.expected += sizeOfRoom[line.room];
  line.sendText(fill(fill(text, "%ID", uuid7()), "%ROOM", line.room));
}

static bool startsWith(const std::string& text, const std::string& start) {
  return !start.empty() && text.compare(0, start.size(), start) == 0;
}

static void onFrame(Line& line, const std::string& head) {
  if (startsWith(head, plan.ack)) {
    long ref = atol(head.c_str() + plan.ack.size());
    double at = now();
    tally.acked++;
    line.inFlight--;
    if (at <= endAt) tally.ackedInTime++;
    if (!plan.refusal.empty() && head.find(plan.refusal) != std::string::npos) {
      if (tally.refused++ == 0) fprintf(stderr, "refused: %s\n", head.c_str());
    }
    tally.ms.push_back((at - sent.at(ref).dueAt) * 1000);
  } else if (!line.isReady && startsWith(head, plan.ready)) {
    line.isReady = true;
    readyLines++;
  } else if (!plan.ping.empty() && head == plan.ping) {
    line.sendText(plan.pong);
  }
}

static void onOpen(Line& line) {
  if (!plan.greet.empty()) line.sendText(fill(plan.greet, "%ROOM", line.room));
  if (!plan.ready.empty()) return;
  line.isReady = true;
  readyLines++;
}

/** Takes what there is; waits until `until` at the latest. Answers whether standard input has something to say. */
static bool turn(double until) {
  epoll_event events[512];
  double wait = std::max(0.0, until - now());
  timespec timeout{(time_t)wait, (long)((wait - (time_t)wait) * 1e9)};
  int count = epoll_pwait2(poller, events, 512, &timeout, nullptr);
  bool isAsked = false;
  for (int i = 0; i < count; i++) {
    auto* line = (Line*)events[i].data.ptr;
    if (line == nullptr) isAsked = true;
    else if (!line->take(tally.delivered, onOpen, onFrame)) {
      fprintf(stderr, "a line of room %s was closed: %s\n", line->room.c_str(), line->lastWords().c_str());
      exit(1);
    }
  }
  return isAsked;
}

static void open(Line& line) {
  line.connect(plan.port);
  epoll_event event{EPOLLIN, {.ptr = &line}};
  epoll_ctl(poller, EPOLL_CTL_ADD, line.fd, &event);
}

/** At most 32 wait at once, so that a server's queue of connections is no part of what is measured. */
static void openAll() {
  double from = now(), cpu = clockOf(CLOCK_PROCESS_CPUTIME_ID);
  for (size_t opened = 0; readyLines < plan.lines.size();) {
    while (opened < plan.lines.size() && opened - readyLines < 32) open(plan.lines[opened++]);
    turn(now() + 1);
    if (now() - from > 120) fprintf(stderr, "only %zu lines are ready\n", readyLines), exit(1);
  }
  printf("{\"lines\":%zu,\"elapsedS\":%.3f,\"cpuUs\":%.0f}\n", readyLines, now() - from,
         (clockOf(CLOCK_PROCESS_CPUTIME_ID) - cpu) * 1e6);
}

static double outstanding(const Run& run) {
  if (!run.untilDelivered) return tally.posted - tally.acked;
  double each = tally.posted == 0 ? 1 : (double)tally.expected / tally.posted;
  return std::max((double)(tally.posted - tally.acked), tally.posted - tally.delivered / each);
}

/** Closed loop: each sender posts again as soon as its share of what may be outstanding has room. */
static void fillUp(const Run& run, int& next) {
  int each = std::max(1, run.outstanding / run.senders);
  for (int tried = 0; tried < run.senders && outstanding(run) < run.outstanding;) {
    Line& line = plan.lines[next = (next + 1) % run.senders];
    if (line.inFlight < each) post(line, now()), tried = 0;
    else tried++;
  }
}

/** Open loop: posts are due at their times; a time that passes while all senders wait counts from when it was due. */
static double keepPace(const Run& run, double from, long& due, int& next) {
  int each = std::max(1, run.outstanding / run.senders);
  for (double at; (at = from + (double)due / run.perS) <= now(); due++) {
    int tried = 0;
    while (tried < run.senders && plan.lines[next = (next + 1) % run.senders].inFlight >= each) tried++;
    if (tried == run.senders) return now() + 0.001;
    post(plan.lines[next], at);
  }
  return from + (double)due / run.perS;
}

static void answer(double from, double cpuFrom) {
  auto& ms = tally.ms;
  std::sort(ms.begin(), ms.end());
  auto at = [&](double q) { return ms.empty() ? 0 : ms[std::min(ms.size() - 1, (size_t)(ms.size() * q))]; };
  printf("{\"posted\":%ld,\"acked\":%ld,\"ackedInTime\":%ld,\"refused\":%ld,\"unsent\":%ld,\"expected\":%ld,", tally.posted,
         tally.acked, tally.ackedInTime, tally.refused, tally.unsent, tally.expected);
  printf("\"delivered\":%ld,\"elapsedS\":%.4f,\"minMs\":%.3f,\"p50Ms\":%.3f,\"p99Ms\":%.3f,\"cpuUs\":%.0f}\n", tally.delivered,
         now() - from, at(0), at(0.5), at(0.99), (clockOf(CLOCK_PROCESS_CPUTIME_ID) - cpuFrom) * 1e6);
}

static void execute(const Run& run) {
  tally = {};
  double from = now(), cpuFrom = clockOf(CLOCK_PROCESS_CPUTIME_ID);
  long due = 0;
  int next = 0;
  endAt = from + run.seconds;
  while (now() < endAt) {
    double until = endAt;
    if (run.perS > 0) until = std::min(endAt, keepPace(run, from, due, next));
    else fillUp(run, next);
    turn(until);
  }
  if (run.perS > 0) tally.unsent = (long)(run.perS * run.seconds) - due;
  while (tally.acked < tally.posted && now() < endAt + 60) turn(now() + 1);
  // What does not come soon after the last ack was dropped on the way; the answer tells.
  for (double last = now(); tally.delivered < tally.expected && now() < last + 5;) turn(now() + 1);
  answer(from, cpuFrom);
}

static void obey(const std::string& key, const std::string& value) {
  static const std::map<std::string, std::string*> texts = {
      {"greet", &plan.greet},     {"ready", &plan.ready}, {"ack", &plan.ack},   {"refusal", &plan.refusal},
      {"ping", &plan.ping}, {"pong", &plan.pong},   {"post", &plan.post}};
  if (auto found = texts.find(key); found != texts.end()) *found->second = value;
  else if (key == "port") plan.port = atoi(value.c_str());
  else if (key == "line") plan.lines.push_back(Line::parse(value));
  else if (key == "go") {
    for (auto& line : plan.lines) sizeOfRoom[line.room]++;
    openAll();
  } else if (key == "run") {
    Run run;
    char until[16] = "";
    sscanf(value.c_str(), "%d %d %d %lf %15s", &run.senders, &run.perS, &run.outstanding, &run.seconds, until);
    run.untilDelivered = std::string(until) == "delivered";
    execute(run);
  } else fprintf(stderr, "there is no %s\n", key.c_str()), exit(2);
  fflush(stdout);
}

int main() {
  poller = epoll_create1(0);
  epoll_event event{EPOLLIN, {.ptr = nullptr}};
  epoll_ctl(poller, EPOLL_CTL_ADD, 0, &event);
  std::string input;
  for (char piece[65536];;) {
    while (!turn(now() + 60)) continue;
    ssize_t count = read(0, piece, sizeof piece);
    if (count <= 0) return 0;
    input.append(piece, count);
    for (size_t end; (end = input.find('\n')) != std::string::npos; input.erase(0, end + 1)) {
      size_t space = std::min(input.find(' '), end);
      obey(input.substr(0, space), space == end ? "" : input.substr(space + 1, end - space - 1));
    }
  }
}
