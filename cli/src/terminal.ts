/** What a command has of the terminal and the process around it. */
export type Terminal = {
  print: (line: string) => void
  complain: (line: string) => void
  /** Asks for a text that is not shown while it is typed; from a pipe, its first line. */
  askSecret: (prompt: string) => Promise<string>
  /** Whether somebody types, who may mistype. */
  isInteractive: boolean
  env: Readonly<Record<string, string | undefined>>
  folder: string
}

/** The terminal of this process. */
export function ownTerminal(): Terminal {
  // Whoever read what is said may go, as `head` does; what was asked for is carried on.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  return {
    print: (line) => process.stdout.write(`${line}\n`),
    complain: (line) => process.stderr.write(`${line}\n`),
    askSecret: (prompt) => (process.stdin.isTTY ? askHidden(prompt) : firstLine()),
    isInteractive: process.stdin.isTTY === true,
    env: process.env,
    folder: process.cwd(),
  }
}

async function firstLine(): Promise<string> {
  for await (const line of console) return line
  return ''
}

/** Reads keys by events: leaving a loop over standard input would close it before the next question. */
function askHidden(prompt: string): Promise<string> {
  const { stdin, stderr } = process
  stderr.write(prompt)
  stdin.setRawMode(true)
  stdin.setEncoding('utf8')
  return new Promise((resolve) => {
    let text = ''
    const take = (keys: string) => {
      const typed = type(text, keys)
      text = typed.text
      if (typed.end === null) return
      stdin.off('data', take)
      stdin.pause()
      stdin.setRawMode(false)
      stderr.write('\n')
      if (typed.end === 'cancel') process.exit(130)
      resolve(text)
    }
    stdin.on('data', take)
    stdin.resume()
  })
}

/** What was typed so far, and whether that was the end. */
export type Typed = { text: string; end: 'enter' | 'cancel' | null }

/** Takes the keys that a raw terminal sends: Enter and Ctrl D end, Ctrl C cancels, Backspace takes back, Ctrl U starts over. */
export function type(before: string, keys: string): Typed {
  let text = before
  for (const key of keys) {
    if (key === '\r' || key === '\n' || key === '\u0004') return { text, end: 'enter' }
    if (key === '\u0003') return { text, end: 'cancel' }
    if (key === '\u007f' || key === '\b') text = [...text].slice(0, -1).join('')
    else if (key === '\u0015') text = ''
    else if (key >= ' ') text += key
  }
  return { text, end: null }
}
