import { listThreads } from '@parley/sdk/state/thread.ts'
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { ThreadList } from '../../threads/thread-list.tsx'
import type { AppModel } from '../app/app-model.ts'
import type { PanelLive } from '../app/app-view.tsx'

type Props = { readonly model: AppModel; readonly live?: PanelLive | undefined }

/** The threads that one follows, in the place of a room. */
export function ThreadListView({ model, live }: Props) {
  const { user } = model
  const more = useSignal(model.moreThreadsHref !== null)
  const app = live?.app
  useEffect(() => {
    void app?.client.threads().then(
      async (threads) => {
        await threads.list()
        more.value = threads.hasMore
      },
      () => {},
    )
  }, [app, more])
  return (
    <ThreadList
      threads={listThreads(user.threads)}
      rooms={user.rooms}
      people={user.people}
      ownId={user.me.id}
      moreHref={app ? (more.value ? '/threads' : null) : model.moreThreadsHref}
      onMore={
        app &&
        ((event) => {
          event.preventDefault()
          event.stopPropagation()
          void app.client.threads().then(
            async (threads) => {
              more.value = await threads.more()
            },
            () => {},
          )
        })
      }
    />
  )
}
