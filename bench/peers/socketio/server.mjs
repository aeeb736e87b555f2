import { createServer } from 'node:http'
import { Server } from 'socket.io'
import { listen, openMessages } from '../messages.mjs'

/** Chat as the tutorial of Socket.IO shows it, with rooms and acknowledgements, each message stored before it is emitted. */
const store = openMessages()
const server = createServer()
const io = new Server(server, { serveClient: false })

io.on('connection', async (socket) => {
  const room = String(socket.handshake.auth['room'])
  socket.on('post', ({ body }, acknowledge) => {
    io.to(room).emit('message', store(room, body))
    acknowledge()
  })
  await socket.join(room)
})

// The manual's page on performance: the first request of a connection is of no more use.
io.engine.on('connection', (connection) => {
  connection.request = null
})

listen(server)
