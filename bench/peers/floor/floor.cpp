// The floor: what any server pays that stores a message and then writes it to each socket of a room by write(2).
// `floor FILE` writes each message by itself; `floor FILE joined` joins what one turn of the loop brought into one write.
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <string>
#include <vector>

struct Socket {
  int fd;
  bool isOpen = false;
  std::string room = {}, in = {}, out = {};
};

struct Post {
  Socket* from;
  std::string ref, text;
};

static int poller, file;
static bool joins;
static std::map<std::string, std::vector<Socket*>> rooms;
static std::vector<Post> posts;

static std::string frameOf(const std::string& text) {
  std::string frame = "\x81";
  if (text.size() < 126) frame += (char)text.size();
  else frame += {126, (char)(text.size() >> 8), (char)text.size()};
  return frame + text;
}

static void watch(Socket* socket, uint32_t events, int how) {
  epoll_event event{events, {.ptr = socket}};
  epoll_ctl(poller, how, socket->fd, &event);
}

/** What the kernel does not take at once waits for EPOLLOUT. */
static void put(Socket* socket, const std::string& bytes) {
  ssize_t count = socket->out.empty() ? write(socket->fd, bytes.data(), bytes.size()) : 0;
  if (count == (ssize_t)bytes.size()) return;
  if (socket->out.empty()) watch(socket, EPOLLIN | EPOLLOUT, EPOLL_CTL_MOD);
  socket->out.append(bytes, count > 0 ? count : 0);
}

static void drain(Socket* socket) {
  ssize_t count = write(socket->fd, socket->out.data(), socket->out.size());
  if (count > 0) socket->out.erase(0, count);
  if (socket->out.empty()) watch(socket, EPOLLIN, EPOLL_CTL_MOD);
}

/** Appends, waits for the disk, and only then hands out: first everybody's messages, then the senders' acks. */
static void commit(size_t from, size_t to) {
  std::string record;
  std::map<std::string, std::string> frames;
  for (size_t i = from; i < to; i++) {
    record += posts[i].text + '\n';
    frames[posts[i].from->room] += frameOf(posts[i].text);
  }
  if (write(file, record.data(), record.size()) != (ssize_t)record.size() || fdatasync(file) != 0) perror("store"), exit(1);
  for (auto& [room, bytes] : frames)
    for (Socket* socket : rooms[room]) put(socket, bytes);
  for (size_t i = from; i < to; i++) put(posts[i].from, frameOf("{\"ack\":" + posts[i].ref + "}"));
}

/** The upgrade, without the proof that only browsers ask for. */
static void greet(Socket* socket) {
  if (socket->in.find("\r\n\r\n") == std::string::npos) return;
  size_t at = socket->in.find(' ') + 1;
  socket->room = socket->in.substr(at, socket->in.find(' ', at) - at);
  socket->in.clear();
  socket->isOpen = true;
  rooms[socket->room].push_back(socket);
  put(socket, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
}

/** Frames of a client are masked; those of the load are shorter than 64 KiB: `<ref> <body>`. */
static void read(Socket* socket) {
  std::string& in = socket->in;
  while (in.size() >= 6) {
    size_t size = in[1] & 127, at = 2;
    if (size == 126) size = (uint8_t)in[2] << 8 | (uint8_t)in[3], at = 4;
    if (in.size() < at + 4 + size) return;
    std::string text = in.substr(at + 4, size);
    for (size_t i = 0; i < size; i++) text[i] ^= in[at + i % 4];
    in.erase(0, at + 4 + size);
    posts.push_back({socket, text.substr(0, text.find(' ')), text});
  }
}

static void receive(Socket* socket) {
  char piece[65536];
  ssize_t count = recv(socket->fd, piece, sizeof piece, MSG_DONTWAIT);
  if (count < 0 && errno == EAGAIN) return;
  if (count <= 0) {
    std::erase(rooms[socket->room], socket);
    epoll_ctl(poller, EPOLL_CTL_DEL, socket->fd, nullptr);
    close(socket->fd);
    return;
  }
  socket->in.append(piece, count);
  if (socket->isOpen) read(socket);
  else greet(socket);
}

int main(int, char** words) {
  file = open(words[1], O_WRONLY | O_CREAT | O_APPEND, 0600);
  joins = words[2] != nullptr && strcmp(words[2], "joined") == 0;
  int door = socket(AF_INET, SOCK_STREAM, 0), on = 1;
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (file < 0 || bind(door, (sockaddr*)&address, size) != 0 || listen(door, 1024) != 0) perror("start"), exit(1);
  getsockname(door, (sockaddr*)&address, &size);
  printf("port %d\n", ntohs(address.sin_port)), fflush(stdout);
  poller = epoll_create1(0);
  Socket listening{door};
  watch(&listening, EPOLLIN, EPOLL_CTL_ADD);
  for (epoll_event events[1024];;) {
    int count = epoll_wait(poller, events, 1024, -1);
    for (int i = 0; i < count; i++) {
      auto* socket = (Socket*)events[i].data.ptr;
      if (socket == &listening) {
        auto* next = new Socket{accept4(door, nullptr, nullptr, SOCK_NONBLOCK)};
        setsockopt(next->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        watch(next, EPOLLIN, EPOLL_CTL_ADD);
      } else if (events[i].events & EPOLLOUT) drain(socket);
      else receive(socket);
    }
    for (size_t i = 0; i < posts.size(); i += joins ? posts.size() : 1) commit(i, joins ? posts.size() : i + 1);
    posts.clear();
  }
}
