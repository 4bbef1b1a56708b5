import { randomUUID } from 'node:crypto'
import type { Emit } from '../../domain/api.ts'
import type { Surroundings } from '../desk/ports.ts'
import { createLine } from '../sync/pinned-line.ts'
import type { Line } from '../sync/ports.ts'

/** The real clock, ids and log. What goes wrong is written to stderr: where, and the stack, never content. */
export function realSurroundings(emit: Emit): Surroundings {
  return {
    clock: { nowMs: () => Date.now() },
    createId: () => randomUUID(),
    emit,
    onBug: (where, error) => {
      process.stderr.write(
        `${where}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
      )
    },
  }
}

/** The real network and timers. */
export function realLine(): Line {
  return createLine({ nowMs: () => Date.now(), random: () => Math.random() })
}
