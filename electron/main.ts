import path from 'node:path'
import { app } from 'electron'
import { runHoso } from './command-program.ts'
import { commandArguments } from './shell/command-line.ts'
import { registerScheme } from './shell/protocol.ts'
import { isDebuggingRefused } from './shell/shipped.ts'
import { hardenPages, nameForRequests } from './shell/window.ts'
import { runWindow } from './window-program.ts'

const dataFolder = app.commandLine.getSwitchValue('data')
const command = commandArguments(process.argv)

if (isDebuggingRefused()) app.exit(1)
if (dataFolder !== '' && command === null) app.setPath('userData', path.resolve(dataFolder))
// Root (a container, CI) cannot have Chromium's sandbox and starts with --no-sandbox; the two together crash.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
app.commandLine.appendSwitch('lang', 'vi')
registerScheme()
nameForRequests()
hardenPages()

if (command === null) runWindow()
else runHoso(command)
