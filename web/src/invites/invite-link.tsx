import { Icon } from '../parts/icon.tsx'
import { inviteTexts as texts } from '../texts/invites.ts'

type Props = { readonly url: string; readonly onCopy?: ((text: string) => void) | undefined; readonly isMain?: boolean }

/** A link to copy: by hand, or with the button that scripts bring alive. */
export function InviteLink({ url, onCopy, isMain = false }: Props) {
  return (
    <div class="act">
      <input type="text" class="input invite" readOnly aria-label={texts.inviteLink} value={url} />
      <button
        class={isMain ? 'button primary copy' : 'button copy'}
        type="button"
        data-copy={url}
        onClick={onCopy && (() => onCopy(url))}
      >
        <Icon name="copy" />
        <span aria-live="polite">{texts.copy}</span>
      </button>
    </div>
  )
}
