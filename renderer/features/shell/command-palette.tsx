import type { TFunction } from 'i18next'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApp, useAppStore } from '../../app-store.ts'
import { groupOf } from '../../command-groups.ts'
import { type Reason, reasonAgainst } from '../../command-reasons.ts'
import { ranked } from '../../command-search.ts'
import { commands } from '../../commands.ts'
import { runCommand } from '../../run-command.ts'
import { shortcutsOf, shownKeys, shownShortcut } from '../../shortcuts.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { type PaletteItem, PaletteList, type PaletteSection } from './palette-list.tsx'

/** Ids of what is no command. */
const FILE = 'place:'
const SEARCH = 'search-for'

/**
 * Every command, found by words of either language with or without tone marks; what cannot be run now says why. Case files
 * and entries of the plan are found as well.
 */
export function CommandPalette() {
  const { t } = useTranslation()
  const store = useAppStore()
  const close = useApp((state) => state.closeDialog)
  const findPlaces = useApp((state) => state.findPlaces)
  const [typed, setTyped] = useState('')
  const [refused, setRefused] = useState<string | null>(null)
  const sections = useSections(typed)
  const type = (text: string): void => {
    setTyped(text)
    setRefused(null)
    void findPlaces(text)
  }
  const run = (id: string): void => {
    const command = commands.find((candidate) => candidate.id === id)
    const reason = command === undefined ? null : reasonAgainst(command, openState(store))
    if (reason !== null) return setRefused(reasonText(t, reason))
    close()
    if (command !== undefined) runCommand(store, command)
    else goTo(store.getState(), id, typed)
  }
  return (
    <Dialog title={t('palette.title')} closeLabel={t('common.close')} onClose={close}>
      <PaletteList
        label={t('palette.label')}
        placeholder={t('palette.placeholder')}
        emptyText={t('palette.none')}
        note={refused}
        typed={typed}
        sections={sections}
        onType={type}
        onRun={run}
        onLeave={close}
      />
    </Dialog>
  )
}

type Store = ReturnType<typeof useAppStore>
type State = ReturnType<Store['getState']>

/** The state as it is once the palette is closed. */
function openState(store: Store): State {
  return { ...store.getState(), dialog: null }
}

function goTo(state: State, id: string, typed: string): void {
  if (id === SEARCH) {
    state.showSearch()
    void state.search(typed.trim())
    return
  }
  const place = state.foundPlaces.find((target) => `${FILE}${target.id}` === id)
  if (place === undefined) return
  if (place.isNew) state.showEntry(place.id, place.year)
  else state.openFile(place.id)
}

/** Every command with its words, put together once for all letters that are typed. */
function useFindable() {
  const { t, i18n } = useTranslation()
  const store = useAppStore()
  const overrides = useApp((state) => state.preferences.shortcuts)
  return useMemo(() => {
    const state = openState(store)
    const others = ['vi', 'en'].filter((language) => language !== i18n.language)
    return commands
      .filter(({ id }) => id !== 'palette')
      .map((command) => {
        const label = t(`command.${command.id}`)
        const reason = reasonAgainst(command, state)
        const group = t(`palette.group.${groupOf(command)}`)
        return {
          id: command.id,
          names: [label, ...others.map((lng) => t(`command.${command.id}`, { lng }))],
          around: [group, ...shortcutsOf(command, overrides).map(shownKeys)],
          canRun: reason === null,
          item: {
            id: command.id,
            label,
            group,
            shortcut: shownShortcut(command, overrides),
            note: reason === null ? null : reasonText(t, reason),
          } satisfies PaletteItem,
        }
      })
  }, [t, i18n.language, store, overrides])
}

function useSections(typed: string): readonly PaletteSection[] {
  const { t } = useTranslation()
  const recent = useApp((state) => state.recentCommands)
  const places = useApp((state) => state.foundPlaces)
  const findable = useFindable()
  const found = ranked(findable, typed, recent)
  const query = typed.trim()
  const targets = query === '' ? [] : places
  return [
    { title: t('palette.commands'), items: found.filter(({ canRun }) => canRun).map(({ item }) => item) },
    {
      title: t('palette.places'),
      items: [
        ...targets.map((target) => ({
          id: `${FILE}${target.id}`,
          label: `${target.notation} ${target.title}`,
          group: t(target.isNew ? 'palette.entry-of' : 'palette.file-of', { year: target.year }),
          shortcut: null,
          note: null,
        })),
        ...(query.length < 2
          ? []
          : [
              {
                id: SEARCH,
                label: t('palette.search-for', { query }),
                group: t('screen.search'),
                shortcut: null,
                note: null,
              },
            ]),
      ],
    },
    { title: t('palette.not-now'), items: found.filter(({ canRun }) => !canRun).map(({ item }) => item) },
  ].filter(({ items }) => items.length > 0)
}

function reasonText(t: TFunction, reason: Reason): string {
  if (reason.kind === 'role') return t('palette.why.role')
  if (reason.kind === 'viewer') return t('palette.why.viewer')
  if (reason.kind === 'screen') return t('palette.why.screen', { screen: t(`screen.${reason.screen}`) })
  return t(`palette.need.${reason.need}`)
}
