/** Style sheets that are loaded with the views that need them; what every page needs is in `main.css`. */
export type Sheet =
  | 'cards.css'
  | 'code.css'
  | 'confirm.css'
  | 'dialogs.css'
  | 'doors.css'
  | 'emoji.css'
  | 'fields.css'
  | 'first-run.css'
  | 'kept.css'
  | 'later.css'
  | 'inbox.css'
  | 'lists.css'
  | 'preview.css'
  | 'reactors.css'
  | 'search.css'
  | 'settings.css'
  | 'suggestions.css'
  | 'switcher.css'
  | 'threads.css'
  | 'versions.css'

/** What a page that is no room may need. */
export const PAGE_SHEETS: readonly Sheet[] = [
  'fields.css',
  'lists.css',
  'confirm.css',
  'doors.css',
  'settings.css',
  'kept.css',
]
