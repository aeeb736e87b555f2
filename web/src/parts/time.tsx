import { useClock } from './clock.tsx'
import { dateOf, dayLabelOf, dayOf, fullTimeOf, momentOf, timeOf } from './moments.ts'

type Props = { readonly at: string; readonly as: 'time' | 'moment' | 'day' | 'date'; readonly class?: string }

/** A moment as the reader counts it, with the whole of it on hover. */
export function Time({ at, as, class: extra }: Props) {
  const { zone, now } = useClock()
  const text = {
    time: () => timeOf(at, zone),
    moment: () => momentOf(at, now, zone),
    date: () => dateOf(at, now, zone),
    day: () => dayLabelOf(at, now, zone),
  }[as]()
  return (
    <time class={extra} dateTime={as === 'day' ? dayOf(at, zone) : at} title={fullTimeOf(at, zone)}>
      {text}
    </time>
  )
}
