import { Worker } from 'node:worker_threads'
import { Fault } from '../../domain/fault.ts'

/** A decoder may block this process's own thread while it grows, so another thread looks. */
export interface MemoryWatch {
  limitTo(residentBytes: number): void
}

const LOOK_EVERY_MS = 50
/** For telling the parent, where the process still can; one that shrinks within this time was never in danger. */
const LAST_WORDS_MS = 150
const MEBIBYTE = 1024 * 1024

/** The program of the thread that looks; it is data because the process is bundled into one file. */
const program = `
const { parentPort } = require('node:worker_threads')
const state = { limit: Infinity, isOver: false }
const isOver = () => process.memoryUsage.rss() > state.limit
parentPort.on('message', (limit) => { state.limit = limit })
setInterval(() => {
  if (state.isOver || !isOver()) return
  state.isOver = true
  parentPort.postMessage('over')
  setTimeout(() => {
    if (isOver()) process.kill(process.pid, 'SIGKILL')
    state.isOver = false
  }, ${LAST_WORDS_MS})
}, ${LOOK_EVERY_MS})
`

/** Ends this process soon after its memory has grown beyond the limit. @param onOver is called before, where there is time */
export function watchMemory(onOver: (fault: Fault) => void): MemoryWatch {
  const thread = new Worker(program, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 16 } })
  const limit = { bytes: Number.POSITIVE_INFINITY }
  thread.on('message', () => {
    const residentBytes = process.memoryUsage.rss()
    // This thread may hear of it only when the work that took so much is done.
    if (residentBytes <= limit.bytes) return
    const detail = {
      limitMemoryMegabytes: Math.round(limit.bytes / MEBIBYTE),
      memoryMegabytes: Math.round(residentBytes / MEBIBYTE),
    }
    onOver(new Fault('file-too-large', 'the file takes too much memory to decode', { detail }))
  })
  thread.unref()
  return {
    limitTo: (residentBytes) => {
      limit.bytes = residentBytes
      thread.postMessage(residentBytes)
    },
  }
}
