import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'

// 32 MiB and about 0.1 s a try on the server's kind of machine (OWASP, password storage, scrypt).
const COST = { N: 32_768, r: 8, p: 1, maxmem: 67_108_864 } as const satisfies ScryptOptions
const HASH_BYTES = 32
const SALT_BYTES = 16

/** What is kept of a password: salt and scrypt hash, each base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES)
  const hash = await derive(password, salt)
  return `${salt.toString('base64url')}.${hash.toString('base64url')}`
}

export async function isPassword(password: string, kept: string): Promise<boolean> {
  const [salt = '', hash = ''] = kept.split('.')
  const derived = await derive(password, Buffer.from(salt, 'base64url'))
  const expected = Buffer.from(hash, 'base64url')
  return expected.length === derived.length && timingSafeEqual(expected, derived)
}

/** A password that a person can copy from a screen: 96 random bits. */
export function randomPassword(): string {
  return randomBytes(12).toString('base64url')
}

function derive(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, HASH_BYTES, COST, (error, key) => {
      if (error === null) resolve(key)
      else reject(error)
    })
  })
}
