import path from 'node:path'
import { foldText } from '../../domain/fold-text.ts'
import type { FoundSource } from './find-sources.ts'

const LONGEST = 80
/** Names that Windows keeps for devices. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/
/** The report of a run lies beside the results. */
const OF_THE_RUN = ['report']

/** Gives names to the results of sources, each once. */
export interface OutputNames {
  /**
   * The path of the results below the folder for them, without ending: the folders of the source, ASCII only, so that it
   * survives every file system, and like no other even on one that takes capitals for small letters.
   */
  nameOf(source: FoundSource): string
}

/** @param taken names that were given before */
export function createOutputNames(taken: readonly string[] = []): OutputNames {
  const used = new Set([...OF_THE_RUN, ...taken])
  return {
    nameOf: ({ path: file, folder }) => {
      const folders = folder.split('/').filter((part) => part !== '' && part !== '.' && part !== '..')
      const own = asciiName(path.basename(file, path.extname(file)))
      const plain = [...folders.map(asciiName), own].join('/')
      let name = plain
      for (let copy = 2; used.has(name); copy += 1) name = `${plain}-${copy}`
      used.add(name)
      return name
    },
  }
}

function asciiName(name: string): string {
  const ascii = foldText(name)
    .replace(/[^a-z0-9._-]+/g, '-')
    .slice(0, LONGEST)
    .replace(/^[-.]+|[-.]+$/g, '')
  if (ascii === '') return 'tai-lieu'
  return reserved.test(ascii) ? `${ascii}-` : ascii
}
