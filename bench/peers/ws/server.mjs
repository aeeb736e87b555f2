import { createServer } from 'node:http'
import { WebSocketServer } from 'ws'
import { listen, openMessages } from '../messages.mjs'

/** Chat as the manual of `ws` shows it: a broadcast to every open client of a room, each message stored before it. */
const store = openMessages()
const server = createServer()
const sockets = new WebSocketServer({ server })
const rooms = new Map()

sockets.on('connection', (socket, { url: room = '' }) => {
  const members = rooms.get(room) ?? new Set()
  rooms.set(room, members.add(socket))
  socket.on('error', console.error)
  socket.on('close', () => members.delete(socket))
  socket.on('message', (/** @type {Buffer} */ data) => {
    const { ref, body } = JSON.parse(data.toString())
    const text = JSON.stringify(store(room, body))
    for (const member of members) {
      if (member.readyState === 1) member.send(text)
    }
    socket.send(JSON.stringify({ ack: ref }))
  })
})

listen(server)
