import type { App } from '../app/app.ts'
import type { SlashName } from './slash.ts'

/** Carries out a slash command. Rejects with what was wrong. */
export type SlashRunner = (name: SlashName, rest: string) => Promise<void>

/** Makes the runner; `goTo` shows a path of the app. */
export function slashRunner(app: App, goTo: (path: string) => Promise<void>): SlashRunner {
  return async (name, rest) => {
    const { client } = app
    const { roomId } = app.ui.peek()
    if (roomId === null) return
    switch (name) {
      case 'help':
      case 'me':
      case 'shrug':
        return app.patch({ dialog: { kind: 'shortcuts' } })
      case 'topic':
        await client.command('room.edit', { roomId, description: rest })
        return
      case 'leave':
        await client.command('room.leave', { roomId })
        return goTo('/rooms')
      case 'join':
        return goTo(`/r/${encodeURIComponent(rest.replace(/^#/, ''))}`)
      case 'msg': {
        const { id } = await client.query('user.show', { userName: rest.replace(/^@/, '') })
        const { subjectId } = await client.command('room.open-direct', { userIds: [id] })
        return goTo(`/r/${subjectId}`)
      }
    }
  }
}
