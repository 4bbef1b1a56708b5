import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { Fault } from '../../domain/fault.ts'
import { bookOf, type HelpBook, HelpFile } from '../../domain/help-api.ts'

/**
 * What the program explains, from a folder of versioned files. @throws Fault 'damaged' naming the file that is not what it
 * should be
 */
export async function loadHelp(folder: string): Promise<HelpBook> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort()
  const files = await Promise.all(names.map((name) => readHelp(folder, name)))
  try {
    return bookOf(files)
  } catch (error) {
    throw damaged('help', error)
  }
}

async function readHelp(folder: string, name: string): Promise<HelpFile> {
  try {
    const file = HelpFile.parse(JSON.parse(await readFile(path.join(folder, name), 'utf8')))
    if (`${file.file}.json` !== `help/${name}`) throw new RangeError(`says that it is ${file.file}`)
    return file
  } catch (error) {
    throw damaged(name, error)
  }
}

function damaged(file: string, cause: unknown): Fault {
  return new Fault('damaged', `help file ${file}: ${String(cause)}`, { cause, detail: { file } })
}
