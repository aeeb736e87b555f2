import { ParleyError } from '@parley/protocol/errors.ts'
import type { CommandName } from '@parley/protocol/commands.ts'
import type { Fields } from '@parley/sdk/client.ts'
import { useSignal } from '@preact/signals'
import { NotificationsDialog } from '../../notifications/notifications-dialog.tsx'
import { roomPath, roomSign } from '../../rooms/room-title.ts'
import { clientTexts } from '../../texts/client.ts'
import { notificationTexts as texts } from '../../texts/notifications.ts'
import type { App } from '../app/app.ts'
import { Modal } from '../app/modal.tsx'
import { startOfDay } from './start-of-day.ts'

type Props = { app: App; goTo: (path: string) => Promise<void>; onClose: () => void }

/** The dialog of notifications as it lives: a level counts at once, the rest when it is saved. */
export function LiveNotifications({ app, goTo, onClose }: Props) {
  const said = useSignal('')
  const { room, user } = app
  if (!room?.membership || user === null) return null
  const roomId = room.room.id
  const run = async <N extends CommandName>(name: N, fields: Fields<N>) => {
    said.value = ''
    try {
      await app.client.command(name, fields)
      said.value = texts.saved
    } catch (error) {
      said.value = error instanceof ParleyError ? error.message : clientTexts.unreachable
    }
  }
  const jump = async (day: string) => {
    const at = startOfDay(day, user.me.timeZone)
    const { seq } = await app.client.query('room.find-time', { roomId, at: new Date(at).toISOString() })
    if (seq === null) return void (said.value = texts.nothingSince)
    onClose()
    await goTo(`${roomPath(room.room)}/${seq}`)
  }
  return (
    <Modal>
      {(ref) => (
        <NotificationsDialog
          roomSign={roomSign(room.room, user.people, user.me.id)}
          level={room.membership?.level ?? 'mentions'}
          me={user.me}
          said={said.value}
          dialogRef={ref}
          onLevel={(level) => void run('membership.set-level', { roomId, level })}
          onSave={(keywords, tellsReading) => void run('notifications.edit', { keywords, tellsReading })}
          onDay={(day) => void jump(day).catch(() => (said.value = clientTexts.unreachable))}
          onClose={onClose}
        />
      )}
    </Modal>
  )
}
