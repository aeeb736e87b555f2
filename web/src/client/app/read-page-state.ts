import { trust } from '@parley/sdk/brand.ts'
import type { AppState } from '../../pages/page-state.ts'

/** Reads what the server put into the page; null where the page is none of the app. */
export function readPageState(root: Document): AppState | null {
  const text = root.getElementById('state')?.textContent
  return text ? trust<AppState>(JSON.parse(text)) : null
}
