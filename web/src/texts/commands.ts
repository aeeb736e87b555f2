import { spoken } from './spoken.ts'

/** The commands that are typed into the composer: what follows each, and what it does. */
export const commandTexts = spoken('commands', {
  commands: {
    me: { hint: 'waves', about: 'say what you are doing' },
    shrug: { hint: 'a text', about: 'say that you do not know' },
    topic: { hint: 'a text', about: 'set the topic of this room' },
    invite: { hint: '@person', about: 'add somebody to this room' },
    join: { hint: '#room', about: 'join a room and go to it' },
    msg: { hint: '@person a text', about: 'write to somebody alone' },
    remind: { hint: 'in 20 minutes', about: 'be reminded of the latest message here' },
    mute: { hint: '', about: 'hear nothing of this room, or of it again' },
    away: { hint: '', about: 'be shown as away, or no longer' },
    status: { hint: 'a text', about: 'say what you are up to' },
    search: { hint: 'words', about: 'search messages, here where no words are given' },
    leave: { hint: '', about: 'leave this room' },
    help: { hint: '', about: 'show all shortcuts and commands' },
  },
  noCommand: (name: string) => `There is no command /${name}. Begin with // to say it as it is.`,
  needs: (name: string, hint: string) => `This command needs more: /${name} ${hint}`,
  takesLess: (name: string) => `/${name} takes nothing after it. Begin with // to say it as it is.`,
  noRoom: (name: string) => `There is no room ${name} that you could join.`,
  leavePrivate: 'This room is private: you come back only when somebody adds you. Send it once more to leave.',
  notLater: 'A command cannot be sent later.',
  muted: 'This room is muted.',
  unmuted: 'This room is no longer muted.',
  isIn: (name: string) => `${name} is in this room already.`,
  added: (name: string) => `${name} was added to this room.`,
})
