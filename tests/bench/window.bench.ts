// How the real window feels: from a key to its frame while pages are read, tasks that hold it up, what it keeps of what
// was left, how large it is, and how soon a large vault can be used.
// npm run bench -- window [--part=latency,tasks,heap,bundle,start] [--short] [--keep=FOLDER of the large vault]
import { parseArgs } from 'node:util'
import { printRows } from './report.ts'
import { measureBundle } from './window-bundle.ts'
import { measureHeap } from './window-heap.ts'
import { measureLatency } from './window-latency.ts'
import { measureStart } from './window-start.ts'
import { measureTasks } from './window-tasks.ts'

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: {
    part: { type: 'string', default: 'bundle,latency,tasks,heap,start' },
    short: { type: 'boolean', default: false },
    keep: { type: 'string' },
  },
})
const isShort = values.short
const parts = {
  bundle: measureBundle,
  latency: () => measureLatency(isShort ? { rounds: 1, drops: 3 } : { rounds: 4, drops: 12 }),
  tasks: () => measureTasks(),
  heap: () => measureHeap(isShort ? 100 : 500),
  start: () => measureStart(isShort ? 2000 : 100_000, values.keep ?? null),
} as const

const isPart = (name: string): name is keyof typeof parts => Object.hasOwn(parts, name)

for (const name of values.part.split(',')) {
  if (!isPart(name)) throw new Error(`no part ${name}; there are: ${Object.keys(parts).join(', ')}`)
  printRows(`window, ${name}`, await parts[name]())
}
