// How well and how fast are papers read, beside the programs that people would use otherwise, on the same pages?
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { loadAuthority } from '../../electron/desk/authority-files.ts'
import { measureBatch } from './ocr-batch.ts'
import type { Contestant } from './ocr-contestant.ts'
import { detailsOf } from './ocr-details.ts'
import { figuresOf } from './ocr-figures.ts'
import { type MatchResults, type PageResult, runLane } from './ocr-match.ts'
import { type OcrOptions, parseOcrOptions, type RivalName } from './ocr-options.ts'
import { bundleOwnReader, createOurs } from './ocr-ours.ts'
import { drawPapers, type Paper, papersOfFolder } from './ocr-papers.ts'
import { createRival, installedRivals } from './ocr-rivals.ts'
import { tableOf } from './ocr-table.ts'
import { machineLine } from './report.ts'

const options = parseOcrOptions(process.argv.slice(2))
const rivals = installedRivals(options.rivals)
const folder = await mkdtemp(path.join(tmpdir(), 'bench-ocr-'))
try {
  const papers =
    options.folder === null
      ? await drawPapers(path.join(folder, 'papers'), options)
      : await papersOfFolder(options.folder, options)
  const results = await runMatch(papers)
  const compared = papers.filter(isComparedIn(papers))
  const batch = rivals.includes('ocrmypdf')
    ? await measureBatch(compared, path.join(folder, 'batch'), options.workers)
    : []
  const figures = [...figuresOf(results, { isFolder: options.folder !== null }), ...batch]
  const missing = options.rivals.filter((name) => !rivals.includes(name))
  console.log(`ocr: ${machineLine()}, ${titleOf(options)}`)
  if (missing.length > 0) console.log(`not installed here: ${missing.join(', ')}`)
  for (const line of tableOf(figures)) console.log(line)
  const details = options.hasDetails ? detailsOf(results) : []
  for (const line of details) console.log(line)
  await mkdir(path.dirname(path.resolve(options.out)), { recursive: true })
  await writeFile(
    options.out,
    JSON.stringify(
      { machine: machineLine(), options, rivals, figures, ...(options.hasDetails ? { results } : {}) },
      null,
      1,
    ),
  )
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
}

function titleOf({ folder: from, seed, documents, tiers }: OcrOptions): string {
  return from === null
    ? `seeds ${seed} to ${seed + documents - 1}, tiers ${tiers.join(' ')}`
    : `papers of a folder, tiers ${tiers.join(' ')}`
}

/** The first documents are read by all. */
function isComparedIn(papers: readonly Paper[]): (paper: Paper) => boolean {
  const ids = new Set([...new Set(papers.map(({ id }) => id))].slice(0, options.compared))
  return ({ id }) => ids.has(id)
}

async function runMatch(papers: readonly Paper[]): Promise<MatchResults> {
  const { documentTypes } = await loadAuthority('assets/authority')
  const reader = await bundleOwnReader()
  const waiting = [...papers]
  const progress = createProgress(papers)
  try {
    const lanes = Array.from({ length: options.workers }, async (_, lane): Promise<MatchResults> => {
      const ours = createOurs(reader.entry)
      const others = await Promise.all(rivals.map((name) => rivalOf(name, lane)))
      try {
        const match = {
          ours,
          rivals: others,
          isCompared: isComparedIn(papers),
          types: documentTypes.entries,
          today: new Date().toISOString().slice(0, 10),
          onPage: progress,
        }
        return await runLane(match, () => waiting.shift())
      } finally {
        await Promise.all([ours, ...others].map((contestant) => contestant.close()))
      }
    })
    const results = await Promise.all(lanes)
    return {
      pages: results.flatMap(({ pages }) => pages),
      papers: results.flatMap((result) => result.papers),
    }
  } finally {
    await reader.remove()
  }
}

function rivalOf(name: RivalName, lane: number): Promise<Contestant> {
  return createRival(name, path.join(folder, `${name}-${lane}`))
}

/** Says that it goes on, and nothing of single pages of reporting seeds. */
function createProgress(papers: readonly Paper[]): (results: readonly PageResult[]) => void {
  const total = papers.reduce((sum, { pages }) => sum + pages.length, 0)
  const counter = { read: 0 }
  return (results) => {
    counter.read += 1
    const failures = results.flatMap(({ contestant, failure }) =>
      failure === null ? [] : [`${contestant}: ${failure}`],
    )
    for (const failure of failures) process.stderr.write(`${failure.split('\n')[0]}\n`)
    if (counter.read % 10 === 0 || counter.read === total)
      process.stderr.write(`${counter.read} of ${total} pages\n`)
  }
}
