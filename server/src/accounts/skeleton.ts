/**
 * What a name looks like, without regard to case: two names that look alike have one skeleton. After UTS #39 (Unicode
 * Security Mechanisms, "skeleton"), with a short map of Latin, Greek, Cyrillic and Armenian look-alikes and digits instead
 * of its 6,000 entries.
 */
export function skeleton(name: string): string {
  const seen = LATIN.test(name) ? replaceEach(name, GREEK_AMONG_LATIN) : name
  const folded = seen.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFD').replace(INVISIBLE, '')
  return replaceEach(folded, LOOKS_LIKE).replaceAll('rn', 'm').replaceAll('vv', 'w').normalize('NFC')
}

/** The skeleton of a display name: spaces count for nothing. */
export function displaySkeleton(name: string): string {
  return skeleton(name.normalize('NFKC').replace(/[\s\u2800]+/gu, ''))
}

const LATIN = /\p{Script=Latin}/u
// The dot above is dropped so that a dotted capital I is an i.
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\u0307]/gu

function replaceEach(text: string, map: ReadonlyMap<string, string>): string {
  let out = ''
  for (const c of text) out += map.get(c) ?? c
  return out
}

function pairs(from: string, to: string): [string, string][] {
  const targets = [...to]
  return [...from].map((c, i) => [c, targets[i] ?? c])
}

// Small Greek letters that pass for Latin ones other than their capitals do: ν is seen as v, though Ν is seen as N. In a
// Greek word the capital decides, so that its case makes no difference.
const GREEK_AMONG_LATIN = new Map(pairs('νηυ', 'vnu'))

const LOOKS_LIKE: ReadonlyMap<string, string> = new Map([
  ...pairs('01і|ıɩℓ', 'ollllll'),
  ...pairs('i', 'l'),
  ...pairs('ɑɡʀɴʏ', 'agrny'),
  ...pairs('αβγεζηικμνορςτυχϲϳ', 'abyezhlkmnopσtyxcj'),
  ...pairs('авезкмнорстухѕјԁһԛԝґғьӏүӕ', 'abe3kmhopctyxsjdhqwrfblyæ'),
  ...pairs('օսհոցյ', 'ouhngj'),
  ...pairs('٠۰߀०০௦', 'oooooo'),
])
