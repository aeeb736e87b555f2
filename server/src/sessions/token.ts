const TOKEN_BYTES = 32

/** Makes a session's token: 256 random bits. Only its hash is ever stored. */
export function newToken(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(TOKEN_BYTES))).toString('base64url')
}

/** SHA-256 of a token, hexadecimal. A token is random enough that its hash needs no salt. */
export function hashToken(token: string): string {
  return new Bun.CryptoHasher('sha256').update(token).digest('hex')
}
