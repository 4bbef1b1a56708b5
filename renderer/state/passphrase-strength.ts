export type Strength = 'short' | 'fair' | 'good' | 'strong'

/** What the engine asks for at least. */
export const leastPassphraseLength = 8

/** How long a passphrase would withstand guessing; length counts for more than odd characters. */
export function passphraseStrength(passphrase: string): Strength {
  const { length } = passphrase
  const words = passphrase.trim().split(/\s+/).length
  if (length < leastPassphraseLength) return 'short'
  if (new Set(passphrase).size < 5) return 'fair'
  if (length >= 20 || (length >= 16 && words >= 4)) return 'strong'
  return length >= 12 ? 'good' : 'fair'
}
