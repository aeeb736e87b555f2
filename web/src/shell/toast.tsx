/** What was just done, and the way back. It goes by itself; readers hear of it as of every result. */
export function Toast({ text, action, onAct }: { text: string; action?: string; onAct?: () => void }) {
  return (
    <section class="toast" aria-label={text}>
      {text}
      {action !== undefined && (
        <button class="text-button" type="button" onClick={onAct}>
          {action}
        </button>
      )}
    </section>
  )
}
