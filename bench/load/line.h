// One WebSocket of the load: sends texts, and of what arrives keeps the beginning of each frame and counts the messages.
#pragma once
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

/** Every message has this in its text once, and nothing else that a server sends has it. */
constexpr char MARK = '~';

struct Line {
  std::string path, header, room;
  int fd = -1;
  bool isOpen = false, isReady = false;
  int inFlight = 0;

  /** `path TAB header TAB room` */
  static Line parse(const std::string& text) {
    size_t a = text.find('\t'), b = text.find('\t', a + 1);
    Line line;
    line.path = text.substr(0, a);
    line.header = text.substr(a + 1, b - a - 1);
    line.room = text.substr(b + 1);
    return line;
  }

  void connect(int port) {
    fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(fd, (sockaddr*)&address, sizeof address) != 0) perror("connect"), exit(1);
    std::string host = "127.0.0.1:" + std::to_string(port);
    sendAll("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nOrigin: http://" + host + "\r\n" +
            (header.empty() ? "" : header + "\r\n") +
            "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
  }

  void sendText(const std::string& text) { sendFrame(0x81, text); }

  /** Reads once. Answers false when the other side has closed. */
  template <typename OnOpen, typename OnFrame>
  bool take(long& messages, OnOpen onOpen, OnFrame onFrame) {
    static char piece[262144];
    ssize_t count = recv(fd, piece, sizeof piece, MSG_DONTWAIT);
    if (count < 0) return errno == EAGAIN || errno == EINTR;
    if (count == 0) return false;
    const char *at = piece, *end = piece + count;
    if (!isOpen) {
      head.append(at, end - at);
      size_t body = head.find("\r\n\r\n");
      if (body == std::string::npos) return true;
      if (head.compare(0, 12, "HTTP/1.1 101") != 0) return false;
      at = end - (head.size() - body - 4);
      head.clear();
      isOpen = true;
      onOpen(*this);
    }
    while (at < end) {
      if (!hasHeader && !readHeader(at, end)) break;
      size_t part = std::min<uint64_t>(end - at, left);
      if (head.size() < 256) head.append(at, std::min(part, 256 - head.size()));
      if ((opcode & 8) == 0) messages += countMarks(at, part);
      at += part;
      left -= part;
      if (left > 0) break;
      if (opcode == 8) return false;
      if (opcode == 9) sendFrame(0x8a, head);
      if (opcode < 8 && isLast) onFrame(*this, head);
      if (opcode >= 8 || isLast) head.clear();
      hasHeader = false;
    }
    return true;
  }

  /** What is known of why a line was closed: the code of a frame, or the beginning of a refusal. */
  std::string lastWords() const {
    if (!isOpen || opcode != 8 || head.size() < 2) return head;
    return std::to_string((uint8_t)head[0] << 8 | (uint8_t)head[1]) + " " + head.substr(2);
  }

 private:
  std::string head, begun;
  bool hasHeader = false, isLast = true;
  uint8_t opcode = 0;
  uint64_t left = 0;

  bool readHeader(const char*& at, const char* end) {
    while (at < end) {
      begun.push_back(*at++);
      size_t size = begun.size();
      if (size < 2) continue;
      uint8_t length = begun[1] & 127;
      if (size < (length == 127 ? 10u : length == 126 ? 4u : 2u)) continue;
      left = size == 2 ? length : 0;
      for (size_t i = 2; i < size; i++) left = left << 8 | (uint8_t)begun[i];
      opcode = begun[0] & 15;
      isLast = begun[0] & 128;
      hasHeader = true;
      begun.clear();
      return true;
    }
    return false;
  }

  static long countMarks(const char* at, size_t size) {
    long count = 0;
    for (const char* end = at + size; (at = (const char*)memchr(at, MARK, end - at)); at++) count++;
    return count;
  }

  /** A mask of zeros is a mask: the text stays as it is. */
  void sendFrame(uint8_t first, const std::string& text) {
    std::string frame(1, (char)first);
    if (text.size() < 126) frame += (char)(128 | text.size());
    else frame += {(char)(128 | 126), (char)(text.size() >> 8), (char)text.size()};
    sendAll(frame + std::string(4, '\0') + text);
  }

  void sendAll(const std::string& bytes) {
    for (size_t done = 0; done < bytes.size();) {
      ssize_t count = send(fd, bytes.data() + done, bytes.size() - done, MSG_NOSIGNAL);
      if (count > 0) done += count;
      else if (errno != EINTR) perror("send"), exit(1);
    }
  }
};
