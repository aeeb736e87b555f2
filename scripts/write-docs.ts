import { openApi } from '@parley/protocol/openapi.ts'
import { tablesOfProtocol } from '@parley/protocol/manual.ts'
import root from '../package.json'

const introduction = new URL('../protocol/src/manual-introduction.md', import.meta.url)

/** The texts of the documents that are made from the contract, by their paths. */
export async function documents(): Promise<Record<string, string>> {
  return {
    'docs/protocol.md': `${await Bun.file(introduction).text()}${tablesOfProtocol()}\n`,
    'docs/openapi.json': `${JSON.stringify(openApi(root.version), null, 1)}\n`,
  }
}

if (import.meta.main) {
  for (const [path, text] of Object.entries(await documents())) {
    await Bun.write(new URL(`../${path}`, import.meta.url), text)
  }
}
