import { Component, type ComponentChildren } from 'preact'
import { messageTexts as texts } from '../texts/messages.ts'

type Props = {
  /** What is drawn: another one is tried anew. */
  readonly of: unknown
  readonly children: () => ComponentChildren
}

/** Draws what somebody wrote; where that fails, says so in its place, and takes nothing else with it. */
export class MayFail extends Component<Props, { hasFailed: boolean }> {
  static override getDerivedStateFromError = () => ({ hasFailed: true })

  override componentDidUpdate({ of }: Props): void {
    if (of !== this.props.of && this.state.hasFailed) this.setState({ hasFailed: false })
  }

  override render({ children }: Props) {
    return this.state.hasFailed ? <span class="hint">{texts.cannotBeShown}</span> : <Drawn draw={children} />
  }
}

// What a component throws is caught by one around it.
function Drawn({ draw }: { readonly draw: () => ComponentChildren }) {
  return <>{draw()}</>
}
