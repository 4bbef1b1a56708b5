import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { inRoot } from '../paths.mjs'

/**
 * @typedef {object} ShownCommand
 * @property {string} id
 * @property {string} name as on the screen
 * @property {readonly string[]} keys as they are shown; the first is the one that is named
 *
 * @typedef {object} ShownGroup
 * @property {string} title
 * @property {readonly ShownCommand[]} commands
 *
 * @typedef {object} ProgramTables
 * @property {any} texts the Vietnamese texts
 * @property {readonly ShownGroup[]} groups every command of the program
 */

const entry = `
export { commandGroups } from './renderer/command-groups.ts'
export { shownKeys } from './renderer/shortcuts.ts'
export { default as texts } from './renderer/texts/vi.json'
`

/**
 * The table of commands and the texts as the program itself has them.
 * @returns {Promise<ProgramTables>}
 */
export async function readProgramTables() {
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: inRoot(), loader: 'ts' },
    absWorkingDir: inRoot(),
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    jsx: 'automatic',
    logLevel: 'warning',
    loader: { '.css': 'empty', '.module.css': 'empty' },
  })
  // Imported from a file: an address that holds the whole module would stand in the trace of every error.
  const folder = await mkdtemp(path.join(tmpdir(), 'manual-tables-'))
  try {
    const file = path.join(folder, 'tables.mjs')
    await writeFile(file, outputFiles[0]?.contents ?? '')
    const { commandGroups, shownKeys, texts } = await import(pathToFileURL(file).href)
    return { texts, groups: shownGroups(commandGroups, shownKeys, texts) }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/**
 * @param {readonly { name: string, commands: readonly { id: string, shortcuts: readonly string[] }[] }[]} groups
 * @param {(keys: string) => string} shownKeys @param {any} texts @returns {readonly ShownGroup[]}
 */
function shownGroups(groups, shownKeys, texts) {
  return groups.map(({ name, commands }) => ({
    title: texts.settings['keys-of'][name],
    commands: commands.map(({ id, shortcuts }) => ({
      id,
      name: texts.command[id],
      keys: shortcuts.map(shownKeys),
    })),
  }))
}
