import { assembling } from './assemble-commands.ts'
import { type Command, commands, filing, travel } from './commands.ts'
import { completing } from './complete-commands.ts'
import { planning } from './plan-commands.ts'
import { reviewing } from './review-commands.ts'
import { shownShortcut } from './shortcuts.ts'
import { sending, settling } from './sync-commands.ts'

/** Commands that are used together. */
interface CommandGroup {
  readonly name: 'everywhere' | 'screens' | 'review' | 'files' | 'plan' | 'sync' | 'conflicts'
  readonly commands: readonly Command[]
}

const groups: readonly CommandGroup[] = [
  { name: 'screens', commands: travel },
  { name: 'review', commands: reviewing },
  { name: 'files', commands: [...completing, ...assembling, ...filing] },
  { name: 'plan', commands: planning },
  { name: 'sync', commands: sending },
  { name: 'conflicts', commands: settling },
]
const ofGroups = new Set(groups.flatMap((group) => group.commands))

/** Every command that has keys, once: those of everywhere first, then by what one works at. */
export const commandGroups: readonly CommandGroup[] = [
  { name: 'everywhere', commands: commands.filter((command) => !ofGroups.has(command)) } as const,
  ...groups,
].map(({ name, commands: all }) => ({ name, commands: all.filter((each) => shownShortcut(each) !== null) }))
