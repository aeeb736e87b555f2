/**
 * A text without regard to case, in every script, for comparing and searching; databases know the case of Latin letters alone.
 * The way over capitals makes one of ß and ss; the dot is dropped that only a capital I of Turkish keeps, and a sigma is the
 * same wherever in a word it stands.
 */
export function fold(text: string): string {
  const lower = text.normalize('NFKC').toUpperCase().toLowerCase()
  return lower.normalize('NFD').replaceAll('\u0307', '').replaceAll('ς', 'σ').normalize('NFC')
}
