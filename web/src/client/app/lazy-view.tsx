import type { ComponentChildren, ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Sheet } from '../../styles/sheets.ts'
import { loadSheet } from './load-sheet.ts'

/** A view that is loaded with its style sheets when it is first shown; until then nothing stands in its place, or what `before` gives. */
export type LazyView<P> = ComponentType<P> & { readonly sheets: readonly Sheet[]; load(): Promise<void> }

const views: { load(): Promise<void> }[] = []

/** Makes a view that `import` brings. Servers, which draw at once, have all of them loaded before. */
export function lazyView<P extends object>(
  bring: () => Promise<ComponentType<P>>,
  sheets: readonly Sheet[] = [],
  before: (props: P) => ComponentChildren = () => null,
): LazyView<P> {
  let View: ComponentType<P> | null = null
  let loading: Promise<void> | null = null
  const load = (): Promise<void> => (loading ??= loadNow())
  const loadNow = async () => {
    try {
      const styles = typeof document === 'undefined' ? [] : sheets.map(loadSheet)
      ;[View] = await Promise.all([bring(), ...styles])
    } catch (error) {
      loading = null
      throw error
    }
  }
  const Lazy = (props: P) => {
    const [, draw] = useState(false)
    useEffect(() => {
      // What could not be loaded is asked for again when it is shown again.
      if (View === null)
        load().then(
          () => draw(true),
          () => {},
        )
    }, [])
    return View ? <View {...props} /> : <>{before(props)}</>
  }
  const view = Object.assign(Lazy, { sheets, load })
  views.push(view)
  return view
}

/** Loads every lazy view. */
export async function loadViews(): Promise<void> {
  await Promise.all(views.map((view) => view.load()))
}
