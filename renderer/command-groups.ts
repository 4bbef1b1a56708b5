import { assembling } from './assemble-commands.ts'
import { type Command, commands, filing, travel } from './commands.ts'
import { completing } from './complete-commands.ts'
import { listing } from './list-commands.ts'
import { pageWork } from './page-commands.ts'
import { planning } from './plan-commands.ts'
import { reviewing } from './review-commands.ts'
import { scanning } from './scan-commands.ts'
import { sending, settling } from './sync-commands.ts'
import { viewerCommands } from './viewer-commands.ts'

/** Commands that are used together. */
interface CommandGroup {
  readonly name:
    | 'everywhere'
    | 'screens'
    | 'review'
    | 'intake'
    | 'files'
    | 'plan'
    | 'sync'
    | 'conflicts'
    | 'viewer'
  readonly commands: readonly Command[]
}

const groups: readonly CommandGroup[] = [
  { name: 'screens', commands: travel },
  { name: 'review', commands: reviewing },
  { name: 'intake', commands: [...pageWork, ...scanning] },
  { name: 'files', commands: [...completing, ...assembling, ...filing, ...listing] },
  { name: 'plan', commands: planning },
  { name: 'sync', commands: sending },
  { name: 'conflicts', commands: settling },
  { name: 'viewer', commands: viewerCommands },
]
const ofGroups = new Set(groups.flatMap((group) => group.commands))

/** Every command, once: those of everywhere first, then by what one works at. */
export const commandGroups: readonly CommandGroup[] = [
  { name: 'everywhere', commands: commands.filter((command) => !ofGroups.has(command)) },
  ...groups,
]

export function groupOf(command: Command): CommandGroup['name'] {
  return groups.find((group) => group.commands.includes(command))?.name ?? 'everywhere'
}
