import path from 'node:path'
import type { Progress } from '../compose/digitise.ts'

interface Terminal {
  readonly isTTY?: boolean
  readonly columns?: number
  write(text: string): unknown
}

/** Tells how far a run is: JSON lines for programs, one line that changes on a terminal, a line a file elsewhere. */
export function progressTeller(stream: Terminal, isJson: boolean): (progress: Progress) => void {
  if (isJson) return (progress) => stream.write(`${JSON.stringify(progress)}\n`)
  const isLive = stream.isTTY === true
  const clear = isLive ? '\r\u001b[2K' : ''
  return (progress) => {
    const words = wordsOf(progress)
    if (progress.kind === 'page') {
      if (isLive) stream.write(`${clear}${words.slice(0, (stream.columns ?? 80) - 1)}`)
    } else if (words !== '') stream.write(`${clear}${words}\n`)
  }
}

function wordsOf(progress: Progress): string {
  const name = path.basename(progress.path)
  switch (progress.kind) {
    case 'begun':
      return progress.pagesDone === 0
        ? ''
        : `${name}: ${progress.pagesDone} of ${progress.pageCount} pages were read before, going on`
    case 'page':
      return `${name}: ${progress.pagesDone} of ${progress.pageCount} pages read`
    case 'taken':
      return `taken ${progress.path}`
    case 'refused':
      return `refused ${progress.path}: ${progress.code}`
  }
}
