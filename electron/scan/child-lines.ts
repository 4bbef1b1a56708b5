import { type ChildProcess, spawn } from 'node:child_process'
import { cancelled, scanFault } from './scan-fault.ts'

/** Bytes of one line at most, and of what is kept of the errors. */
export interface ChildLimits {
  readonly lineBytes: number
  /** Longest wait for a line, or for the end. */
  readonly quietMs: number
}

export interface ChildEnd {
  readonly code: number | null
  readonly errors: string
}

/** A program that is told to go on by lines and answers in lines. */
export interface ChildLines {
  /** Asks for the next answer. */
  say(line: string): void
  /** The next line, or null when the program ended. @throws Fault 'scanner', 'cancelled' */
  next(): Promise<string | null>
  /** What it ended with. */
  ended(): Promise<ChildEnd>
  /** Asks it to end, and makes it where it does not. */
  close(): Promise<void>
}

const KEPT_ERRORS = 32_768
/** A scanner carries its sheet out before it ends. */
const END_MS = 4000

interface ChildCall {
  readonly command: string
  readonly args: readonly string[]
  readonly limits: ChildLimits
  readonly signal: AbortSignal
}

/** Starts a program without a shell. Its messages are asked for in English, since they are looked through. */
export function startChild({ command, args, limits, signal }: ChildCall): ChildLines {
  const child = spawn(command, [...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
    env: { ...process.env, LC_ALL: 'C', LANGUAGE: 'C' },
  })
  const heard = createLines(limits.lineBytes)
  const state = { errors: '' }
  // It may end before it heard everything.
  child.stdin.on('error', () => undefined)
  child.stdout.on('data', (bytes: Buffer) => {
    if (!heard.push(bytes)) child.kill('SIGKILL')
  })
  child.stderr.on('data', (bytes: Buffer) => {
    state.errors = (state.errors + bytes.toString('utf8')).slice(-KEPT_ERRORS)
  })
  const ending = new Promise<ChildEnd>((resolve, reject) => {
    child.once('error', (error) => {
      heard.end()
      reject(startFault(command, error))
    })
    child.once('close', (code) => {
      heard.end()
      resolve({ code, errors: state.errors })
    })
  })
  ending.catch(() => undefined)
  const stop = (): void => void endChild(child, ending)
  signal.addEventListener('abort', stop, { once: true })
  return {
    say: (line) => void child.stdin.write(`${line}\n`),
    next: async () => {
      const line = await within(heard.next(), limits.quietMs, signal)
      if (heard.isTooLong()) throw scanFault('too-large', `${command} wrote a line without an end`)
      if (line === null) await ending
      return line
    },
    ended: () => within(ending, limits.quietMs, signal),
    close: async () => {
      signal.removeEventListener('abort', stop)
      await endChild(child, ending)
    },
  }
}

function startFault(command: string, error: Error): Error {
  const isMissing = 'code' in error && error.code === 'ENOENT'
  return scanFault(isMissing ? 'not-installed' : null, `${command} cannot be started`, error)
}

async function endChild(child: ChildProcess, ending: Promise<unknown>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  child.stdin?.end()
  child.kill('SIGINT')
  const timer = setTimeout(() => child.kill('SIGKILL'), END_MS)
  await ending.catch(() => undefined)
  clearTimeout(timer)
}

async function within<T>(work: Promise<T>, quietMs: number, signal: AbortSignal): Promise<T> {
  if (signal.aborted) throw cancelled()
  const given = { up: () => {} }
  const ends = new Promise<never>((_resolve, reject) => {
    const timer = setTimeout(() => reject(scanFault('no-answer', 'the scanner does not answer')), quietMs)
    const stop = (): void => reject(cancelled())
    signal.addEventListener('abort', stop, { once: true })
    given.up = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', stop)
    }
  })
  try {
    return await Promise.race([work, ends])
  } finally {
    given.up()
  }
}

/** Cuts bytes into lines that wait until they are asked for. */
function createLines(mostBytes: number) {
  const lines: string[] = []
  const state = { rest: [] as Buffer[], restBytes: 0, isEnded: false, isTooLong: false, wake: () => {} }
  const take = (bytes: Buffer): void => {
    let begin = 0
    for (let at = bytes.indexOf(0x0a); at !== -1; at = bytes.indexOf(0x0a, begin)) {
      lines.push(
        Buffer.concat([...state.rest, bytes.subarray(begin, at)])
          .toString('utf8')
          .replace(/\r$/, ''),
      )
      state.rest = []
      state.restBytes = 0
      begin = at + 1
    }
    if (begin === bytes.length) return
    state.rest.push(bytes.subarray(begin))
    state.restBytes += bytes.length - begin
  }
  return {
    /** False once a line is too long. */
    push: (bytes: Buffer): boolean => {
      take(bytes)
      state.isTooLong ||= state.restBytes > mostBytes
      state.wake()
      return !state.isTooLong
    },
    end: (): void => {
      state.isEnded = true
      state.wake()
    },
    isTooLong: () => state.isTooLong,
    next: async (): Promise<string | null> => {
      while (lines.length === 0 && !state.isEnded && !state.isTooLong) {
        await new Promise<void>((resolve) => {
          state.wake = resolve
        })
      }
      return lines.shift() ?? null
    },
  }
}
