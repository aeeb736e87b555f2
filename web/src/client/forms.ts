import { copyLinks } from '../invites/copy-links.ts'
import { enhanceForms } from './forms/enhance.ts'
import { eraseEverything } from './offline/memory.ts'
import { registerServiceWorker } from './offline/register.ts'

copyLinks(document)
enhanceForms(document, { loggedOut: eraseEverything })
void registerServiceWorker()

// Pages that no app draws; what somebody else would see on them is never shown.
const main = document.querySelector<HTMLElement>('.pane[data-fresh]')
const ownId = main?.dataset['fresh']
if (main && ownId) void import('./fresh/keep-fresh.ts').then(({ keepFresh }) => keepFresh(main, ownId))
