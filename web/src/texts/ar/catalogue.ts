import type { Catalogue } from '../spoken.ts'
import { adminTexts } from './admin.ts'
import { clientTexts } from './client.ts'
import { commandTexts } from './commands.ts'
import { deletionTexts } from './deletions.ts'
import { doorTexts } from './doors.ts'
import { editTexts } from './edits.ts'
import { emojiTexts } from './emoji.ts'
import { errorTexts } from './errors.ts'
import { firstRunTexts } from './first-run.ts'
import { formTexts } from './forms.ts'
import { inviteTexts } from './invites.ts'
import { languageTexts } from './language.ts'
import { laterTexts } from './later.ts'
import { messageTexts } from './messages.ts'
import { notificationTexts } from './notifications.ts'
import { peopleTexts } from './people.ts'
import { pinTexts } from './pins.ts'
import { presenceTexts } from './presence.ts'
import { previewTexts } from './preview.ts'
import { reactionTexts } from './reactions.ts'
import { reasonTexts } from './reasons.ts'
import { reactorTexts } from './reactors.ts'
import { roomFormTexts } from './room-forms.ts'
import { roomSettingsTexts } from './room-settings.ts'
import { roomTexts } from './rooms.ts'
import { savedTexts } from './saved.ts'
import { searchTexts } from './search.ts'
import { sectionTexts } from './sections.ts'
import { settingsTexts } from './settings.ts'
import { shellTexts } from './shell.ts'
import { suggestionTexts } from './suggestions.ts'
import { switcherTexts } from './switcher.ts'
import { threadPanelTexts } from './thread-panel.ts'
import { threadTexts } from './threads.ts'
import { timeTexts } from './times.ts'
import { versionTexts } from './versions.ts'

/** Everything in Arabic, by the names of the files. */
export const arabic: Catalogue = {
  admin: adminTexts,
  client: clientTexts,
  commands: commandTexts,
  deletions: deletionTexts,
  doors: doorTexts,
  edits: editTexts,
  emoji: emojiTexts,
  errors: errorTexts,
  'first-run': firstRunTexts,
  forms: formTexts,
  invites: inviteTexts,
  language: languageTexts,
  later: laterTexts,
  messages: messageTexts,
  notifications: notificationTexts,
  people: peopleTexts,
  pins: pinTexts,
  presence: presenceTexts,
  preview: previewTexts,
  reactions: reactionTexts,
  reasons: reasonTexts,
  reactors: reactorTexts,
  'room-forms': roomFormTexts,
  'room-settings': roomSettingsTexts,
  rooms: roomTexts,
  saved: savedTexts,
  search: searchTexts,
  sections: sectionTexts,
  settings: settingsTexts,
  shell: shellTexts,
  suggestions: suggestionTexts,
  switcher: switcherTexts,
  'thread-panel': threadPanelTexts,
  threads: threadTexts,
  times: timeTexts,
  versions: versionTexts,
}
