import { languages, type Preferences, textSizes, themes } from '../domain/preferences-api.ts'
import type { Command } from './commands.ts'

const always = (): boolean => true

/** Changes how the window looks, from how it looks now. */
function looking({
  change,
  isEnabled = always,
  ...named
}: Pick<Command, 'id' | 'shortcuts'> &
  Partial<Pick<Command, 'isEnabled'>> & {
    readonly change: (preferences: Preferences) => Partial<Preferences>
  }): Command {
  return {
    ...named,
    isEnabled,
    run: (store) => {
      const { preferences, setPreferences } = store.getState()
      void setPreferences(change(preferences))
    },
  }
}

/** The size of text that many steps away, the present one where there is none. */
function sizeBy({ textPercent }: Preferences, by: 1 | -1): Preferences['textPercent'] {
  return textSizes[textSizes.indexOf(textPercent) + by] ?? textPercent
}

/** What follows in a ring. */
function after<T>(ring: readonly T[], present: T): T {
  return ring[(ring.indexOf(present) + 1) % ring.length] ?? present
}

/** The language, theme and size of text of the window. */
export const appearing: readonly Command[] = [
  looking({
    id: 'text-bigger',
    shortcuts: ['Ctrl+=', 'Ctrl++', 'Ctrl+Shift++', 'Ctrl+Shift+='],
    isEnabled: ({ preferences }) => preferences.textPercent !== textSizes.at(-1),
    change: (preferences) => ({ textPercent: sizeBy(preferences, 1) }),
  }),
  looking({
    id: 'text-smaller',
    shortcuts: ['Ctrl+-'],
    isEnabled: ({ preferences }) => preferences.textPercent !== textSizes[0],
    change: (preferences) => ({ textPercent: sizeBy(preferences, -1) }),
  }),
  looking({ id: 'text-original', shortcuts: ['Ctrl+Alt+0'], change: () => ({ textPercent: 100 }) }),
  looking({ id: 'next-theme', shortcuts: [], change: ({ theme }) => ({ theme: after(themes, theme) }) }),
  looking({
    id: 'next-language',
    shortcuts: [],
    change: ({ language }) => ({ language: after(languages, language) }),
  }),
]
