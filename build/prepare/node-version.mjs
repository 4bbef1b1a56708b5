// Imported first, and written without newer syntax, so that an old Node.js reaches this message and not a stack.
import process from 'node:process'

const OLDEST = { major: 20, minor: 19 }

/** Says whether a Node.js version is one this project runs on. @param {string} version such as `20.19.0` */
export function isSupportedNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > OLDEST.major || (major === OLDEST.major && minor >= OLDEST.minor)
}

if (!isSupportedNode(process.versions.node)) {
  process.stderr.write(
    `prepare: Node.js ${OLDEST.major}.${OLDEST.minor} or newer is needed, this is ${process.versions.node}. Get one from https://nodejs.org and run the command again.\n`,
  )
  process.exit(1)
}
