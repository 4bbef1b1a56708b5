import type { Dirent } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { glob, isDynamicPattern } from 'tinyglobby'
import type { FaultCode } from '../../domain/fault.ts'

/** A file to be read. */
export interface FoundSource {
  readonly path: string
  /** The folders it stands in below what was asked for, with `/` between them; empty for none. */
  readonly folder: string
}

export interface FoundSources {
  /** In the order in which they were asked for, those of a folder as people count: page 2 before page 10. */
  readonly sources: readonly FoundSource[]
  /** What stood in folders and was passed over. A file that somebody names is never passed over. */
  readonly skipped: SkippedFiles
  /** Folders that could not be looked into. */
  readonly refused: readonly { readonly path: string; readonly code: FaultCode }[]
}

export interface SkippedFiles {
  /** Hidden files and those of an operating system. */
  readonly hidden: number
  /** Neither pictures nor PDF by their ending, and what this program wrote itself. */
  readonly otherKind: number
  /** Links to folders: one may lead back to where it stands. */
  readonly links: number
}

const ENDINGS = /\.(?:pdf|jpe?g|jpe|jfif|png|tiff?|webp|avif)$/i
const OWN_RESULT = /\.archive\.pdf$/i
const OF_A_SYSTEM =
  /^(?:\.|~\$|thumbs\.db$|desktop\.ini$|ehthumbs|\$recycle\.bin$|system volume information$|__macosx$)/i

interface Search {
  readonly outFolder: string
  readonly found: Map<string, FoundSource>
  readonly refused: { path: string; code: FaultCode }[]
  readonly skipped: { hidden: number; otherKind: number; links: number }
}

/**
 * Finds the files that are meant by files, folders and patterns such as `scans/2020-*`; each once.
 * @param asked paths and patterns; a pattern is only taken for one where no file has that name
 * @param outFolder where the results go: it is not looked into
 */
export async function findSources(asked: readonly string[], outFolder: string): Promise<FoundSources> {
  const search: Search = {
    outFolder: path.resolve(outFolder),
    found: new Map(),
    refused: [],
    skipped: { hidden: 0, otherKind: 0, links: 0 },
  }
  const kinds = await Promise.all(asked.map(kindOfAsked))
  const isAlone = kinds.filter((kind) => kind === 'folder').length < 2
  for (const [at, each] of asked.entries()) {
    const full = path.resolve(each)
    if (kinds[at] === 'folder') {
      await walk(search, full, isAlone ? '' : path.basename(full))
    } else if (kinds[at] === 'pattern') await expand(search, each)
    else add(search, { path: full, folder: '' })
  }
  const { found, skipped, refused } = search
  return { sources: [...found.values()], skipped, refused }
}

type Kind = 'file' | 'folder' | 'pattern'

async function kindOfAsked(asked: string): Promise<Kind> {
  const found = await stat(asked).catch(() => null)
  if (found !== null) return found.isDirectory() ? 'folder' : 'file'
  // One that is not there is refused when it is opened, and says so.
  return isDynamicPattern(slashed(asked)) ? 'pattern' : 'file'
}

function add({ found }: Search, source: FoundSource): void {
  if (!found.has(source.path)) found.set(source.path, source)
}

async function walk(search: Search, folder: string, below: string): Promise<void> {
  if (path.resolve(folder) === search.outFolder && below !== '') return
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    search.refused.push({ path: folder, code: codeOf(error) })
    return []
  })
  for (const entry of entries.toSorted((a, b) => natural.compare(a.name, b.name))) {
    await walkEntry(search, entry, { path: path.join(folder, entry.name), folder: below })
  }
}

async function walkEntry(search: Search, entry: Dirent, place: FoundSource): Promise<void> {
  const { skipped } = search
  const isFolder = entry.isDirectory()
  if (isFolder && place.path === search.outFolder) return
  if (OF_A_SYSTEM.test(entry.name)) skipped.hidden += 1
  else if (isFolder) await walk(search, place.path, joined(place.folder, entry.name))
  else if (entry.isSymbolicLink() && (await leadsToFolder(place.path))) skipped.links += 1
  else if (isSourceName(entry.name)) add(search, place)
  else skipped.otherKind += 1
}

async function leadsToFolder(link: string): Promise<boolean> {
  const target = await stat(link).catch(() => null)
  return target?.isDirectory() ?? false
}

async function expand(search: Search, pattern: string): Promise<void> {
  const base = fixedPart(slashed(pattern))
  const files = await glob(slashed(pattern), { absolute: true, onlyFiles: true, expandDirectories: false })
  for (const file of files.toSorted((a, b) => natural.compare(a, b))) {
    const full = path.resolve(file)
    if (full.startsWith(`${search.outFolder}${path.sep}`)) continue
    const below = slashed(path.relative(path.resolve(base), path.dirname(full)))
    if (isSourceName(path.basename(full))) add(search, { path: full, folder: below })
    else search.skipped.otherKind += 1
  }
}

function isSourceName(name: string): boolean {
  return ENDINGS.test(name) && !OWN_RESULT.test(name)
}

/** The folders of a pattern before the first that is none by name. */
function fixedPart(pattern: string): string {
  const parts = pattern.split('/')
  const first = parts.findIndex((part) => isDynamicPattern(part))
  const fixed = parts.slice(0, first === -1 ? -1 : first).join('/')
  return pattern.startsWith('/') && fixed === '' ? '/' : fixed
}

function slashed(file: string): string {
  return path.sep === '\\' ? file.replaceAll('\\', '/') : file
}

function joined(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`
}

const natural = new Intl.Collator('vi', { numeric: true })

function codeOf(error: unknown): FaultCode {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'ENOENT' ? 'file-missing' : 'no-rights'
}
