import { openParentChannel } from './parent-channel.ts'
import { serveParent } from './reader-session.ts'

// In a utility process the PDF library takes itself to be in a browser, unless the process says it is the main one.
if (Reflect.get(process, 'type') === 'utility') Object.defineProperty(process, 'type', { value: 'browser' })

serveParent(openParentChannel())
