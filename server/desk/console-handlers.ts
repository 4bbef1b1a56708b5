import { mayCall } from '../../domain/console/console-permission.ts'
import { type ConsoleApi, consoleApi } from '../../domain/console-api.ts'
import { createDispatcher, type Handlers, type Reply } from '../../domain/rpc.ts'
import { auditCalls } from './audit-calls.ts'
import { communeCalls } from './commune-calls.ts'
import type { ConsolePorts, Visit } from './console-ports.ts'
import { decideCalls, depositCalls } from './deposit-calls.ts'
import { reportCalls } from './report-calls.ts'
import { searchCalls } from './search-calls.ts'
import { sendingCalls } from './sending-calls.ts'
import { signingCalls } from './signing-calls.ts'
import { stationCalls } from './station-calls.ts'
import { userCalls } from './user-calls.ts'

export type { ConsolePorts, Visit } from './console-ports.ts'

/** One call of a visit: refused before its input is looked at where the table of rights does not have the role. */
export async function callConsole(
  {
    ports,
    visit,
    onBug,
  }: {
    readonly ports: ConsolePorts
    readonly visit: Visit
    readonly onBug: (name: string, error: unknown) => void
  },
  name: string,
  input: unknown,
): Promise<Reply> {
  const { user } = visit
  if (isCall(name) && !mayCall(name, user?.role ?? null)) {
    return { ok: false, code: user === null ? 'unauthorised' : 'forbidden', detail: {} }
  }
  return createDispatcher(consoleApi, createConsoleHandlers(ports, visit), onBug)(name, input)
}

function isCall(name: string): name is keyof ConsoleApi {
  return Object.hasOwn(consoleApi, name)
}

function createConsoleHandlers(ports: ConsolePorts, visit: Visit): Handlers<ConsoleApi> {
  return {
    ...signingCalls(ports, visit),
    ...communeCalls(ports, visit),
    ...depositCalls(ports, visit),
    ...decideCalls(ports, visit),
    ...searchCalls(ports, visit),
    ...userCalls(ports, visit),
    ...auditCalls(ports, visit),
    ...stationCalls(ports, visit),
    ...sendingCalls(ports, visit),
    ...reportCalls(ports, visit),
  }
}
