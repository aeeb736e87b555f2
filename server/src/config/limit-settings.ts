import { rate, wholeNumber } from './kinds.ts'
import { setting } from './setting.ts'

const COUNT = wholeNumber(1, 1_000_000)
const DAYS = wholeNumber(1, 36_500)
const BYTES = wholeNumber(16_384, 1_073_741_824)

/** How much, how often and how long. Sizes that both sides of the wire must agree on are in the protocol instead. */
export const LIMIT_SETTINGS = {
  framesPerS: setting(
    'PARLEY_LIMIT_FRAMES_PER_S',
    rate(1_000_000),
    '20',
    'Frames or requests a second, for each connection.',
  ),
  framesBurst: setting('PARLEY_LIMIT_FRAMES_BURST', COUNT, '60', 'Frames or requests at once, for each connection.'),
  messagesPerS: setting(
    'PARLEY_LIMIT_MESSAGES_PER_S',
    rate(1_000_000),
    '5',
    'Messages and other changes a second, for each member.',
  ),
  messagesBurst: setting(
    'PARLEY_LIMIT_MESSAGES_BURST',
    COUNT,
    '15',
    'Messages and other changes at once, for each member.',
  ),
  guestMessagesPerS: setting(
    'PARLEY_LIMIT_GUEST_MESSAGES_PER_S',
    rate(1_000_000),
    '1',
    'Messages a second, for each guest.',
  ),
  guestMessagesBurst: setting('PARLEY_LIMIT_GUEST_MESSAGES_BURST', COUNT, '5', 'Messages at once, for each guest.'),
  logInsPerAccount: setting(
    'PARLEY_LIMIT_LOG_INS_PER_ACCOUNT',
    COUNT,
    '5',
    'Wrong passwords in 15 minutes, for an account from one address, before the next has to wait.',
  ),
  logInsPerAddress: setting(
    'PARLEY_LIMIT_LOG_INS_PER_ADDRESS',
    COUNT,
    '100',
    'Wrong passwords in 15 minutes, from one address, before the next has to wait.',
  ),
  guestsPerHour: setting('PARLEY_LIMIT_GUESTS_PER_HOUR', COUNT, '10', 'New guests an hour from one address.'),
  guestRoomsPerHour: setting(
    'PARLEY_LIMIT_GUEST_ROOMS_PER_HOUR',
    COUNT,
    '3',
    'New rooms an hour made by guests from one address.',
  ),
  connectionsPerUser: setting(
    'PARLEY_LIMIT_CONNECTIONS_PER_USER',
    COUNT,
    '20',
    'Connections of one person; one more closes the oldest.',
  ),
  connectionsPerAddress: setting(
    'PARLEY_LIMIT_CONNECTIONS_PER_ADDRESS',
    COUNT,
    '2000',
    'Connections from one address.',
  ),
  handshakesPerS: setting(
    'PARLEY_LIMIT_HANDSHAKES_PER_S',
    COUNT,
    '2000',
    'New connections a second; more are asked to come back later.',
  ),
  handshakesPerUserPerS: setting(
    'PARLEY_LIMIT_HANDSHAKES_PER_USER_PER_S',
    rate(1_000_000),
    '2',
    'New connections a second of one person.',
  ),
  handshakesPerUserBurst: setting(
    'PARLEY_LIMIT_HANDSHAKES_PER_USER_BURST',
    COUNT,
    '60',
    'New connections of one person at once; more are asked to come back later.',
  ),
  streamsPerSession: setting(
    'PARLEY_LIMIT_STREAMS_PER_SESSION',
    COUNT,
    '10',
    'Event streams and long polls of one session at the same time.',
  ),
  helloS: setting(
    'PARLEY_LIMIT_HELLO_S',
    wholeNumber(1, 300),
    '10',
    'Seconds after which a connection that has not said what it wants is closed.',
  ),
  headsS: setting(
    'PARLEY_LIMIT_HEADS_S',
    wholeNumber(1, 30),
    '20',
    'Seconds between signs of life to a connection, and up to five more; clients give up after 40.',
  ),
  unsentSoftBytes: setting(
    'PARLEY_LIMIT_UNSENT_SOFT_BYTES',
    BYTES,
    '262144',
    'Unsent bytes after which a slow connection gets only word that there is more.',
  ),
  unsentHardBytes: setting(
    'PARLEY_LIMIT_UNSENT_HARD_BYTES',
    BYTES,
    '1048576',
    'Unsent bytes after which a slow connection is closed; it resumes later.',
  ),
  unsentStallS: setting(
    'PARLEY_LIMIT_UNSENT_STALL_S',
    wholeNumber(1, 86_400),
    '10',
    'Seconds without progress after which a slow connection is closed; it resumes later.',
  ),
  sessionIdleDays: setting(
    'PARLEY_LIMIT_SESSION_IDLE_DAYS',
    DAYS,
    '14',
    'Days without a visit after which a member has to log in again.',
  ),
  sessionDays: setting(
    'PARLEY_LIMIT_SESSION_DAYS',
    DAYS,
    '90',
    'Days after which a member has to log in again, visits or not.',
  ),
  guestIdleDays: setting(
    'PARLEY_LIMIT_GUEST_IDLE_DAYS',
    DAYS,
    '30',
    'Days without a visit after which a guest is forgotten.',
  ),
  guestRoomIdleDays: setting(
    'PARLEY_LIMIT_GUEST_ROOM_IDLE_DAYS',
    DAYS,
    '7',
    'Days without a word or a visit after which a room is closed that a guest made.',
  ),
  passwordQueue: setting(
    'PARLEY_LIMIT_PASSWORD_QUEUE',
    COUNT,
    '32',
    'Passwords that may wait to be checked before the server says that it is busy.',
  ),
} as const
