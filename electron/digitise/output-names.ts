import path from 'node:path'
import { foldText } from '../../domain/fold-text.ts'

const LONGEST = 80
/** Names that Windows keeps for devices. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/

/**
 * A name for the results of each source: ASCII only, so that it survives every file system, and no two alike even on one
 * that takes capitals for small letters.
 */
export function outputNames(sources: readonly string[]): readonly string[] {
  const taken = new Set<string>()
  return sources.map((source) => {
    const plain = asciiName(path.basename(source, path.extname(source)))
    let name = plain
    for (let copy = 2; taken.has(name); copy += 1) name = `${plain}-${copy}`
    taken.add(name)
    return name
  })
}

function asciiName(name: string): string {
  const ascii = foldText(name)
    .replace(/[^a-z0-9._-]+/g, '-')
    .slice(0, LONGEST)
    .replace(/^[-.]+|[-.]+$/g, '')
  if (ascii === '') return 'tai-lieu'
  return reserved.test(ascii) ? `${ascii}-` : ascii
}
