import { connect } from 'node:net'
import { attacks, greeting } from './attacks.ts'

/** A process that attacks a server with several connections at once, until it is killed: port, room, attack, tokens. */
const [port = '', roomId = '', name = '', ...tokens] = process.argv.slice(2)
const attack = attacks(roomId)[name]
if (attack === undefined) throw new Error(`there is no attack “${name}”`)

for (const token of tokens) assault(token)

function assault(token: string): void {
  if (attack === undefined) return
  const line = connect({ port: Number(port), host: '127.0.0.1' })
  let isOver = false
  const send = () => {
    if (!isOver) line.write(attack.bytes, () => setImmediate(send))
  }
  line.on('connect', () => {
    line.write(greeting(token, attack))
    if (attack.bytes.length > 0) send()
  })
  if (attack.isDeaf) line.pause()
  else line.resume()
  line.on('error', () => {})
  line.on('close', () => {
    isOver = true
    setImmediate(() => assault(token))
  })
}
