import type { FondsPlanApi } from '../../../domain/plan-api.ts'
import type { Handlers } from '../../../domain/rpc.ts'
import { arrangeHandlers } from './arrange-handlers.ts'
import { fileHandlers } from './file-handlers.ts'
import { fondsHandlers } from './fonds-handlers.ts'
import { issuerHandlers } from './issuer-handlers.ts'
import { numberHandlers } from './number-handlers.ts'
import type { PlanPorts } from './plan-ports.ts'
import { sheetHandlers } from './sheet-handlers.ts'

/** Fonds, the yearly plan, numbering, and the list of issuers. */
export function fondsPlanHandlers(ports: PlanPorts): Handlers<FondsPlanApi> {
  return {
    ...fondsHandlers(ports),
    ...sheetHandlers(ports),
    ...arrangeHandlers(ports),
    ...fileHandlers(ports),
    ...numberHandlers(ports),
    ...issuerHandlers(ports),
  }
}
