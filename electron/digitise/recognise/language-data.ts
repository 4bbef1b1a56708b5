import { access, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { Fault } from '../../../domain/fault.ts'
import type { LanguageData } from './engine.ts'

const require = createRequire(import.meta.url)

/** Languages whose data come with the program. */
const bundledLanguages: readonly string[] = ['vie', 'eng']

/** Of the variants in the packages the best for its size. */
const VARIANT = '4.0.0_best_int'

/** @throws Fault 'language-missing' for the first language that the program has no data of */
export async function checkLanguages(codes: readonly string[]): Promise<void> {
  for (const code of codes) {
    const file = dataFile(code)
    const isThere = file !== null && (await access(file).then(...yesOrNo))
    if (!isThere) throw missing(code)
  }
}

/** The data of the languages, in their order. @throws Fault 'language-missing' */
export async function loadLanguages(codes: readonly string[]): Promise<readonly LanguageData[]> {
  await checkLanguages(codes)
  return Promise.all(codes.map(async (code) => ({ code, bytes: await unpacked(dataFile(code) ?? '') })))
}

const yesOrNo = [() => true, () => false] as const

async function unpacked(file: string): Promise<Uint8Array> {
  return promisify(gunzip)(await readFile(file))
}

function dataFile(code: string): string | null {
  if (!bundledLanguages.includes(code)) return null
  try {
    const description = require.resolve(`@tesseract.js-data/${code}/package.json`)
    return path.join(path.dirname(description), VARIANT, `${code}.traineddata.gz`)
  } catch (error) {
    if (isNotFound(error)) return null
    throw error
  }
}

function isNotFound(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND'
}

function missing(code: string): Fault {
  return new Fault('language-missing', `there is no data to read ${code} with`, {
    detail: { language: code, available: bundledLanguages.join(', ') },
  })
}
