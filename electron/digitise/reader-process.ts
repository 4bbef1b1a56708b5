import { setPriority } from 'node:os'
import { openParentChannel } from './parent-channel.ts'
import { serveParent } from './reader-session.ts'

// Reading takes all the processor it gets, for hours; the window comes first. Windows knows a few steps only, of which 10
// is the next below the usual one.
const PRIORITY = process.platform === 'win32' ? 10 : 4

// In a utility process the PDF library takes itself to be in a browser, unless the process says it is the main one.
if (Reflect.get(process, 'type') === 'utility') Object.defineProperty(process, 'type', { value: 'browser' })

setPriority(PRIORITY)
// Ctrl+C in a terminal reaches every process that was started there; the parent alone decides what ends.
process.on('SIGINT', () => {})
serveParent(openParentChannel(), new URL('./engine-thread.mjs', import.meta.url))
