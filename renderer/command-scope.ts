import type { Command } from './commands.ts'
import type { AppState } from './state/app-state.ts'
import { type Screen, screens } from './state/view.ts'

/** Where keys are pressed: on a screen, or in the viewer that lies over it. */
export type Scope = Screen | 'viewer'

export const scopes: readonly Scope[] = [...screens, 'viewer']

export function scopeOf({ viewer, screen }: Pick<AppState, 'viewer' | 'screen'>): Scope {
  return viewer === null ? screen : 'viewer'
}

/** Do the keys of a command mean it there? */
export function isHeardIn({ screen, isOverViewer }: Command, scope: Scope): boolean {
  if (scope === 'viewer') return screen === 'viewer' || isOverViewer === true
  return screen === undefined || screen === scope
}

/** Commands of screens cannot be run below the viewer, nor its own without it. */
export function isInScope(command: Command, state: Pick<AppState, 'viewer'>): boolean {
  return state.viewer === null ? command.screen !== 'viewer' : isHeardIn(command, 'viewer')
}
