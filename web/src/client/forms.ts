import { copyLinks } from '../invites/copy-links.ts'
import { enhanceForms } from './forms/enhance.ts'
import { eraseEverything } from './offline/memory.ts'
import { registerServiceWorker } from './offline/register.ts'

copyLinks(document)
enhanceForms(document, { loggedOut: eraseEverything })
void registerServiceWorker()
