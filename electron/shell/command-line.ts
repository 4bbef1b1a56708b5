import { app, utilityProcess } from 'electron'

/** The words behind `--hoso --` that the installed command hands on; null when the program is to show its window. */
export function commandArguments(argv: readonly string[]): readonly string[] | null {
  if (!app.commandLine.hasSwitch('hoso')) return null
  const end = argv.indexOf('--')
  return end === -1 ? [] : argv.slice(end + 1)
}

/** Runs a bundled program for Node in a process of its own: the packaged runtime does not serve as plain Node. */
export function createUtilityRun(
  entry: string,
  execArgv: readonly string[],
): (args: readonly string[]) => Promise<number> {
  return (args) => {
    const child = utilityProcess.fork(entry, [...args], {
      serviceName: 'hoso-server',
      stdio: 'inherit',
      execArgv: [...execArgv],
    })
    app.on('before-quit', (event) => {
      event.preventDefault()
      child.kill()
    })
    return new Promise((resolve) => child.once('exit', resolve))
  }
}
