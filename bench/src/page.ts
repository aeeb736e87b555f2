import { aBrowser, aPage } from './browser.ts'
import { type Figure, figure } from './figures.ts'
import { aMember, anOwner, command } from './people.ts'
import { aFolder, aServer } from './server.ts'

/** Scripts and styles, compressed, that a member's room page loads until a message was sent and one was received live. */
export async function page(): Promise<Figure[]> {
  const folder = aFolder()
  const server = await aServer(folder.path)
  const browser = await aBrowser()
  try {
    const owner = await anOwner(server.url, server.setUpCode)
    await aMember(server.url, 'ann')
    const { subjectId: roomId } = await command(server.url, owner.token, 'room.create', {
      name: 'bench',
      kind: 'public',
    })
    const view = await aPage(browser, server.url, 'owner', 'general')
    const cdp = await view.context().newCDPSession(view)
    await cdp.send('Network.enable')
    await cdp.send('Network.setBypassServiceWorker', { bypass: true })
    await cdp.send('Network.setCacheDisabled', { cacheDisabled: true })
    const kinds = new Map<string, string>()
    let bytes = 0
    cdp.on('Network.responseReceived', ({ requestId, type }) => void kinds.set(requestId, type))
    cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      if (['Script', 'Stylesheet'].includes(kinds.get(requestId) ?? '')) bytes += encodedDataLength
    })
    await view.goto(`${server.url}/r/bench`)
    await view.locator('textarea').fill('sent from the page')
    await view.locator('textarea').press('Enter')
    await view.getByText('sent from the page').first().waitFor()
    await command(server.url, owner.token, 'message.post', { roomId, body: 'received live' })
    await view.getByText('received live').first().waitFor()
    return [figure('page_kb', 'kB', [bytes / 1_000])]
  } finally {
    await browser.close()
    await server.stop()
    folder.remove()
  }
}
