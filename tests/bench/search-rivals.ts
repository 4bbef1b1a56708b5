import { execFileSync, spawnSync } from 'node:child_process'
import { appendFileSync, mkdirSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import Libsql from 'libsql'
import { foldText } from '../../domain/fold-text.ts'
import { wordsOf } from '../../domain/search-query.ts'
import type { PageTexts } from './page-texts.ts'
import type { BenchQuery } from './search-queries.ts'

export interface Rival {
  readonly name: string
  readonly sizeMb: number
  readonly timesMs: readonly number[]
}

interface Task {
  readonly folder: string
  readonly texts: PageTexts
  readonly pages: number
  readonly queries: readonly BenchQuery[]
}

const AT_ONCE = 1000

/** SQLite's FTS5 as one would use it first: unsealed, one pair of columns, ranked as a whole. */
export function plainFts({ folder, texts, pages, queries }: Task): Rival {
  const file = path.join(folder, 'plain.db')
  const database = new Libsql(file)
  database.exec('PRAGMA journal_mode = WAL')
  database.exec('CREATE VIRTUAL TABLE page USING fts5 (exact, folded)')
  const insert = database.prepare('INSERT INTO page VALUES (?, ?)')
  for (let at = 0; at < pages; at += AT_ONCE) {
    database.transaction(() => {
      for (let n = at; n < Math.min(at + AT_ONCE, pages); n++) {
        const { text } = texts.page(n)
        insert.run(text, foldText(text))
      }
    })()
  }
  const select = database.prepare('SELECT rowid FROM page WHERE page MATCH ? ORDER BY rank LIMIT 20')
  const timesMs = queries.map(({ text }) => {
    const words = wordsOf(foldText(text))
    const began = performance.now()
    select.all(words.map((word) => `"${word}"`).join(' AND '))
    return performance.now() - began
  })
  database.close()
  const sizeMb = statSync(file).size / 1e6
  rmSync(file, { force: true })
  return { name: 'plain SQLite FTS5, unsealed', sizeMb, timesMs }
}

/** ripgrep, or grep where there is none, over plain files of 1000 pages, each with and without tone marks. */
export function grep({ folder, texts, pages, queries }: Task): Rival {
  const to = path.join(folder, 'texts')
  mkdirSync(to)
  for (let at = 0; at < pages; at += AT_ONCE) {
    const lines = Array.from({ length: Math.min(AT_ONCE, pages - at) }, (_, n) => texts.page(at + n).text)
    const both = lines.map((line) => `${line}\t${foldText(line)}\n`)
    appendFileSync(path.join(to, `${at}.txt`), both.join(''))
  }
  const sizeMb = Number(execFileSync('du', ['-sm', to], { encoding: 'utf8' }).split('\t')[0])
  const name = spawnSync('rg', ['--version']).status === 0 ? 'ripgrep' : 'grep'
  const options = name === 'ripgrep' ? ['-c', '-F', '-i'] : ['-r', '-c', '-F', '-i']
  const timesMs = queries.map(({ text }) => {
    const words = foldText(text).replace(/"/g, '')
    const began = performance.now()
    spawnSync(name === 'ripgrep' ? 'rg' : 'grep', [...options, words, to], { stdio: 'ignore' })
    return performance.now() - began
  })
  return { name: `${name} over plain files`, sizeMb, timesMs }
}
