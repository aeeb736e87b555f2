import type { Reader } from '../database/transaction.ts'
import type { Phrase } from './match.ts'
import { listWordsFrom, listWordsWith } from './vocabulary.ts'

/** A shorter word is like too many others. */
const SHORTEST_PART = 3
const SHORTEST_TYPO = 4
const WORDS = 6

/** The same phrases, each with words that are nearly what was typed; null where there are none. */
export async function withSimilar(reader: Reader, phrases: readonly Phrase[]): Promise<Phrase[] | null> {
  const widened: Phrase[] = []
  for (const phrase of phrases) widened.push({ ...phrase, similar: await similarTo(reader, phrase) })
  return widened.some(({ similar }) => similar.length > 0) ? widened : null
}

async function similarTo(reader: Reader, { pieces, mayGoOn }: Phrase): Promise<string[]> {
  const [piece] = pieces
  if (!piece || pieces.length > 1 || piece.isRun || !mayGoOn || /\p{N}/u.test(piece.folded)) return []
  const word = piece.folded
  const length = [...word].length
  // What is a word, or begins one, was spelled as it was meant.
  const isKnown = (await listWordsFrom(reader, [word])).length > 0
  const misspelled = isKnown || length < SHORTEST_TYPO ? [] : await listMisspelled(reader, word)
  const containing = length >= SHORTEST_PART ? await listWordsWith(reader, word, WORDS) : []
  const all = new Set([...misspelled.slice(0, WORDS), ...containing])
  return [...all].filter((other) => !other.startsWith(word)).slice(0, WORDS)
}

/** Words that would begin with the typed one, if one letter of it were another, missing, too many, or changed with the next. */
async function listMisspelled(reader: Reader, word: string): Promise<string[]> {
  return [...new Set(await listWordsFrom(reader, [...nearly(word)]))]
}

const ALPHABETS = [
  'abcdefghijklmnopqrstuvwxyz',
  'абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґўјљњћџ',
  'αβγδεζηθικλμνξοπρστυφχψω',
  'אבגדהוזחטיכךלמםנןסעפףצץקרשת',
  'ابتثجحخدذرزسشصضطظعغفقكلمنهويءپچژگ',
  'աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆ',
  'აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ',
  'अआइईउऊएऐओऔकखगघचछजझटठडढणतथदधनपफबभमयरलवशषसह',
].map((letters) => [...letters])

function nearly(word: string): Set<string> {
  const letters = [...word]
  const alphabet = ALPHABETS.find((one) => letters.some((letter) => one.includes(letter))) ?? []
  const all = new Set<string>()
  for (let at = 0; at <= letters.length; at += 1) {
    const [before, after] = [letters.slice(0, at).join(''), letters.slice(at)]
    const [next, ...rest] = after
    for (const letter of alphabet) {
      all.add(before + letter + after.join(''))
      if (next !== undefined) all.add(before + letter + rest.join(''))
    }
    if (next === undefined) continue
    // What is left of a short word without a letter is like too many.
    if (letters.length > SHORTEST_TYPO) all.add(before + rest.join(''))
    if (rest[0] !== undefined) all.add(before + rest[0] + next + rest.slice(1).join(''))
  }
  all.delete(word)
  return all
}
