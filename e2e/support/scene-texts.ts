type Profile = { userName: string; displayName: string; bio?: string; statusText?: string }
type RoomText = {
  name: string
  description: string
  members: readonly string[]
  isPrivate?: boolean
  openToGuests?: boolean
}

/** Something that is said, how what it answers begins, and what becomes of it. */
export type Line = {
  by: string
  text: string
  becomes?: string
  answers?: string
  inThreadOf?: string
  alsoInRoom?: boolean
}

export const PEOPLE: readonly Profile[] = [
  {
    userName: 'marta',
    displayName: 'Marta Figueiredo',
    statusText: 'Counting rubbish bags',
    bio: 'Keeps the lists, the keys and the coffee.',
  },
  { userName: 'joao', displayName: 'João Pedro Vasconcelos de Albuquerque e Castro' },
  { userName: 'ines', displayName: 'Inês', statusText: 'At the harbour until six' },
  { userName: 'yuki', displayName: '田中 由紀', statusText: '海にいます' },
  {
    userName: 'layla',
    displayName: 'ليلى الحسن',
    bio: 'أحب البحر والقراءة. Translates our leaflets into Arabic, and knows every bird of the estuary by its call.',
    statusText: 'على الشاطئ',
  },
  { userName: 'tom', displayName: 'Tom' },
  { userName: 'agnieszka', displayName: 'Agnieszka Wiśniewska-Kowalczyk' },
  { userName: 'olu', displayName: 'Olúwatóbilọ́ba', statusText: 'Back on Monday' },
]

const EVERYONE = PEOPLE.map((person) => person.userName)

export const ROOMS: readonly RoomText[] = [
  {
    name: 'beach-clean',
    description: 'Every first Saturday, from the lighthouse to the river. Bring gloves.',
    members: EVERYONE,
    openToGuests: true,
  },
  { name: 'kites', description: 'Kites in the wind, and out of trees', members: ['marta'] },
  { name: 'minutes', description: 'What the committee decided', members: ['marta', 'joao', 'ines'], isPrivate: true },
  { name: 'birds', description: 'Who saw what, and where', members: ['layla', 'marta', 'yuki'], openToGuests: true },
  { name: 'lost-and-found', description: 'One glove, left', members: ['tom', 'marta', 'olu'] },
  { name: 'the-very-long-name-of-the-working-group-for-harbour-lights', description: '', members: ['joao', 'marta'] },
  { name: 'regatta-2025', description: 'Last year’s regatta', members: ['marta', 'joao'] },
  { name: 'harbour-notices', description: 'From the harbour office', members: ['joao', 'layla', 'marta'] },
  { name: 'translations', description: 'Leaflets in nine languages', members: ['layla', 'yuki'] },
]

const TABLE = `| Stretch | Bags | Who |
|:--|--:|---|
| Lighthouse | 14 | Inês, Tom |
| Dunes | 9 | ليلى |
| River mouth | 31 | 田中, João |`

const CODE = `The tide comes from here, in case somebody wants it on the website:

\`\`\`ts
const tides = await fetch('https://tides.example.org/api/v2/stations/peniche?from=2026-11-01&to=2026-11-30&unit=metres')
for (const { at, height } of await tides.json()) console.log(at, height)
\`\`\``

const LIST = `Before Saturday we still need:

1. **Gloves** in small sizes
2. The key of the shed (_who has it?_)
3. Somebody with a car
   - a big one
   - or two small ones

> Last time the wind took half of the bags, so please bring pegs.`

/** By the name of a room, or by the people of a conversation. */
export const CONVERSATIONS: Record<string, readonly Line[]> = {
  'regatta-2025': [{ by: 'joao', text: 'Thank you all, see you next year!' }],
  'harbour-notices': [
    { by: 'joao', text: 'The north quay is closed on Monday from 8:00 to 12:00.' },
    { by: 'joao', text: '@marta, may the fair stand there on **Sunday**? @room please say what you need.' },
  ],
  'beach-clean': [
    { by: 'marta', text: 'Good morning! Saturday is on: low tide at **9:12**, we meet at the lighthouse.' },
    { by: 'marta', text: 'The council lends us the long grabbers again.' },
    { by: 'ines', text: 'I can bring forty bags and the scales.' },
    { by: 'joao', text: LIST },
    { by: 'tom', text: 'this is not what I meant', becomes: 'deleted' },
    {
      by: 'tom',
      text: 'I have a car, and the shed key is with me',
      becomes: 'I have a car, and the shed key is with me. Sorry!',
    },
    { by: 'layla', text: TABLE },
    { by: 'layla', text: 'That was October. Thirty-one bags from the river mouth alone…' },
    { by: 'yuki', text: CODE },
    {
      by: 'agnieszka',
      text: 'Is there a bus? The timetable at https://example.org/timetables/line-12/sundays-and-public-holidays/stop/lighthouse-north says nothing about Saturdays.',
    },
    { by: 'guest', text: 'Hello, I found you through the poster at the harbour. May I come with two children?' },
    { by: 'ines', text: 'Of course! We have *small* gloves for them.', answers: 'Hello, I found' },
    { by: 'joao', text: 'Line 12 runs every half hour, `08:05` is the one to take.', answers: 'Is there a bus' },
    { by: 'ines', text: 'How many grabbers are there?', inThreadOf: 'The council lends' },
    { by: 'marta', text: 'Twelve, and **two** of them pinch.', inThreadOf: 'The council lends' },
    { by: 'layla', text: 'سأحضر قفازات إضافية.', inThreadOf: 'The council lends' },
    {
      by: 'yuki',
      text: 'We can oil them: `spray → wait → wipe`. I bring a can.',
      inThreadOf: 'The council lends',
      alsoInRoom: true,
    },
  ],
  general: [
    { by: 'yuki', text: 'おはようございます。土曜日の清掃、三人で参加します。手袋は持って行った方がいいですか？' },
    { by: 'marta', text: 'Good morning 由紀! No need, we have enough gloves for everybody.' },
    { by: 'layla', text: 'صباح الخير! سأحضر ملصقات جديدة باللغة العربية، وسأصل مع القطار الساعة 8:40.' },
    { by: 'joao', text: 'Bom dia a todos. Quem quer boleia da estação até ao farol?' },
    {
      by: 'marta',
      text: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft — the longest word that I know, for the quiz on Friday.',
    },
    { by: 'ines', text: '🌊🌊🌊' },
  ],
  minutes: Array.from({ length: 70 }, (_, index) => ({
    by: index % 3 === 0 ? 'joao' : 'marta',
    text: `Point ${index + 1}: ${index % 4 === 0 ? 'agreed by all.' : 'we come back to it when the harbour has answered our letter of the third.'}`,
  })),
  'marta+ines': [
    { by: 'marta', text: 'Did the scales survive?' },
    { by: 'ines', text: 'They did. 412 kg in all!' },
  ],
  'yuki+marta': [
    { by: 'yuki', text: '写真を送りました' },
    { by: 'yuki', text: 'Did they arrive?' },
  ],
  'layla+marta+joao': [{ by: 'layla', text: 'The leaflet is ready for print.' }],
  birds: [{ by: 'layla', text: 'Two ospreys over the estuary, 7:20 this morning.' }],
  'lost-and-found': [{ by: 'tom', text: 'One glove, left, blue.' }],
}
