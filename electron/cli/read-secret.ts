import { readFile } from 'node:fs/promises'
import { Fault } from '../../domain/fault.ts'
import type { CommandContext } from './command.ts'

const ENTER = new Set(['\r', '\n', '\u0004'])
const INTERRUPT = '\u0003'
const ERASE = new Set(['\b', '\u007f'])

/**
 * The passphrase or recovery code, from the first line of a file or typed without being shown.
 * @throws Fault 'file-missing', 'invalid-input' where there is neither a file nor a keyboard, 'cancelled'
 */
export async function readSecret(file: string | undefined, context: CommandContext): Promise<string> {
  if (file !== undefined) return firstLine(file)
  if (!process.stdin.isTTY) {
    throw new Fault('invalid-input', 'give --passphrase-file, or type the passphrase at a terminal')
  }
  context.error('Passphrase or recovery code (not shown): ')
  return typedLine(process.stdin)
}

async function firstLine(file: string): Promise<string> {
  try {
    const text = await readFile(file, 'utf8')
    return (text.split(/\r?\n/)[0] ?? '').replace(/^\ufeff/, '')
  } catch (cause) {
    throw new Fault('file-missing', `cannot read ${file}`, { cause })
  }
}

function typedLine(input: NodeJS.ReadStream): Promise<string> {
  return new Promise((resolve, reject) => {
    let typed = ''
    const end = (settle: () => void): void => {
      input.off('data', hear)
      input.setRawMode(false)
      input.pause()
      settle()
    }
    const hear = (keys: string): void => {
      for (const key of keys) {
        if (key === INTERRUPT) return end(() => reject(new Fault('cancelled', 'cancelled')))
        if (ENTER.has(key)) return end(() => resolve(typed))
        typed = ERASE.has(key) ? typed.replace(/.$/u, '') : typed + key
      }
    }
    input.setEncoding('utf8')
    input.setRawMode(true)
    input.on('data', hear)
    input.resume()
  })
}
