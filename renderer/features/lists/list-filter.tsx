import { FilterX } from 'lucide-react'
import { memo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useShallow } from 'zustand/react/shallow'
import {
  type CaseListFilter,
  type DocumentListFilter,
  type ListName,
  listedStages,
  listedStates,
} from '../../../domain/list-api.ts'
import { useApp, useAppStore } from '../../app-store.ts'
import { CommandButton } from '../../parts/command-button.tsx'
import { retentionName, typeName } from '../../parts/names.ts'
import { readyValue } from '../../state/attempt.ts'
import { isNarrowed } from '../../state/list-views.ts'
import type { Option } from '../../ui/option.ts'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './lists.module.css'

const ALL = 'all'

/** What a list is narrowed to; rows that come draw it no more than letters that are typed. */
export const ListFilterBar = memo(function ListFilterBar({ list }: { readonly list: ListName }) {
  return (
    <div className={styles['bar']}>
      <TextFilter list={list} />
      {list === 'cases' ? <CaseFilters /> : <DocumentFilters />}
      <ViewChoice list={list} />
      <Widen list={list} />
    </div>
  )
})

function Widen({ list }: { readonly list: ListName }) {
  const isNarrow = useApp((state) => isNarrowed(state.lists[list].query))
  return isNarrow ? <CommandButton id="widen-list" size="small" kind="quiet" icon={<FilterX />} /> : null
}

/** Narrows with each letter; the engine is asked for what is typed last. */
function TextFilter({ list }: { readonly list: ListName }) {
  const { t } = useTranslation()
  const filter = useApp((state) => state.lists[list].query.filter)
  const narrow = useApp((state) => state.narrowList)
  const [typed, setTyped] = useState(filter.text ?? '')
  const [told, setTold] = useState(filter.text ?? '')
  // A view or a number elsewhere narrowed it anew.
  if ((filter.text ?? '') !== told) {
    setTold(filter.text ?? '')
    setTyped(filter.text ?? '')
  }
  const change = (text: string): void => {
    setTyped(text)
    const { text: _, ...others } = filter
    const said = text.trim().slice(0, 200)
    setTold(said)
    narrow(list, said === '' ? others : { ...others, text: said })
  }
  return (
    <div className={styles['text']}>
      <TextField
        label={t('lists.find')}
        type="search"
        placeholder={t(`lists.find-in.${list}`)}
        value={typed}
        onChange={change}
      />
    </div>
  )
}

interface Narrowing {
  readonly label: string
  readonly all: string
  readonly options: readonly Option[]
  readonly selected: string | undefined
  readonly onSelect: (id: string | null) => void
}

function Narrow({ label, all, options, selected, onSelect }: Narrowing) {
  return (
    <div className={styles['narrow']}>
      <Select
        label={label}
        placeholder={all}
        selected={selected ?? ALL}
        options={[{ id: ALL, label: all }, ...options]}
        onSelect={(id) => onSelect(id === ALL ? null : id)}
      />
    </div>
  )
}

/** What the choices show: the text has a box of its own. */
function withoutText<F extends { readonly text?: string }>({ text: _text, ...filter }: F): Omit<F, 'text'> {
  return filter
}

/** The filter with a part set, or without it. */
function withPart<F extends object, K extends keyof F>(filter: F, name: K, value: F[K] | null): F {
  const { [name]: _, ...others } = filter
  // What is left out of a filter narrows nothing, so any part of it may be missing.
  return (value === null ? others : { ...others, [name]: value }) as F
}

function CaseFilters() {
  const { t } = useTranslation()
  const choices = useApp((state) => readyValue(state.lists.cases.choices))
  const authority = useApp((state) => state.authority)
  const narrow = useApp((state) => state.narrowList)
  const store = useAppStore()
  // The list of case files holds a query of its own kind.
  const whole = (): CaseListFilter => store.getState().lists.cases.query.filter as CaseListFilter
  const filter: CaseListFilter = useApp(useShallow(({ lists }) => withoutText(lists.cases.query.filter)))
  const set = <K extends keyof CaseListFilter>(name: K, value: CaseListFilter[K] | null): void =>
    narrow('cases', withPart(whole(), name, value))
  return (
    <>
      <FondsFilter selected={filter.fonds} onSelect={(id) => set('fonds', id)} />
      <Narrow
        label={t('lists.column.year')}
        all={t('lists.any-year')}
        options={(choices?.years ?? []).map((year) => ({ id: String(year), label: String(year) }))}
        selected={filter.year === undefined ? undefined : String(filter.year)}
        onSelect={(id) => set('year', id === null ? null : Number(id))}
      />
      <Narrow
        label={t('lists.column.state')}
        all={t('lists.any-state')}
        options={[
          ...listedStates.map((state) => ({ id: state as string, label: t(`lists.state.${state}`) })),
          { id: LACKING, label: t('lists.lacking') },
        ]}
        selected={filter.isMissing === true ? LACKING : filter.states?.[0]}
        onSelect={(id) => narrow('cases', withState(whole(), id))}
      />
      <Narrow
        label={t('lists.column.retention')}
        all={t('lists.any-retention')}
        options={(choices?.retentions ?? []).map(({ value }) => ({
          id: value,
          label: retentionName(authority, value),
        }))}
        selected={filter.retention}
        onSelect={(id) => set('retention', id)}
      />
      <Narrow
        label={t('lists.column.maker')}
        all={t('lists.any-maker')}
        options={(choices?.makers ?? []).map(({ value, rows }) => ({
          id: value,
          label: `${value} (${rows})`,
        }))}
        selected={filter.maker}
        onSelect={(id) => set('maker', id)}
      />
    </>
  )
}

/** Only where there are several. */
function FondsFilter({ selected, onSelect }: Pick<Narrowing, 'selected' | 'onSelect'>) {
  const { t } = useTranslation()
  const fonds = useApp((state) => readyValue(state.fondsRows)) ?? []
  if (fonds.length < 2) return null
  return (
    <Narrow
      label={t('plan.fonds')}
      all={t('plan.all-fonds')}
      options={fonds.map(({ fonds: { id, agencyName } }) => ({ id, label: agencyName }))}
      selected={selected}
      onSelect={onSelect}
    />
  )
}

const LACKING = 'lacking'

function withState(filter: CaseListFilter, id: string | null): CaseListFilter {
  const { states: _states, isMissing: _missing, ...others } = filter
  if (id === LACKING) return { ...others, isMissing: true }
  const state = listedStates.find((each) => each === id)
  return state === undefined ? others : { ...others, states: [state] }
}

function DocumentFilters() {
  const { t } = useTranslation()
  const choices = useApp((state) => readyValue(state.lists.documents.choices))
  const authority = useApp((state) => state.authority)
  const narrow = useApp((state) => state.narrowList)
  const store = useAppStore()
  // The list of documents holds a query of its own kind.
  const whole = (): DocumentListFilter => store.getState().lists.documents.query.filter as DocumentListFilter
  const filter: DocumentListFilter = useApp(
    useShallow(({ lists }) => withoutText(lists.documents.query.filter)),
  )
  const set = <K extends keyof DocumentListFilter>(name: K, value: DocumentListFilter[K] | null): void =>
    narrow('documents', withPart(whole(), name, value))
  return (
    <>
      <Narrow
        label={t('lists.issued-year')}
        all={t('lists.any-year')}
        options={(choices?.years ?? []).map((year) => ({
          id: String(year),
          label: year === 0 ? t('lists.no-year') : String(year),
        }))}
        selected={filter.year === undefined ? undefined : String(filter.year)}
        onSelect={(id) => set('year', id === null ? null : Number(id))}
      />
      <Narrow
        label={t('lists.column.type')}
        all={t('lists.any-type')}
        options={(choices?.types ?? []).map(({ value }) => ({
          id: value,
          label: typeName(authority, value),
        }))}
        selected={filter.type}
        onSelect={(id) => set('type', id)}
      />
      <Narrow
        label={t('lists.stage')}
        all={t('lists.any-stage')}
        options={[
          ...listedStages.map((stage) => ({ id: stage as string, label: t(`lists.stages.${stage}`) })),
          { id: LACKING, label: t('lists.doubtful') },
        ]}
        selected={filter.isDoubtful === true ? LACKING : filter.stages?.[0]}
        onSelect={(id) => narrow('documents', withStage(whole(), id))}
      />
    </>
  )
}

function withStage(filter: DocumentListFilter, id: string | null): DocumentListFilter {
  const { stages: _stages, isDoubtful: _doubtful, ...others } = filter
  if (id === LACKING) return { ...others, isDoubtful: true }
  const stage = listedStages.find((each) => each === id)
  return stage === undefined ? others : { ...others, stages: [stage] }
}

/** The views that somebody gave a name; none until one is kept. */
function ViewChoice({ list }: { readonly list: ListName }) {
  const { t } = useTranslation()
  const all = useApp((state) => state.workspace.views)
  const show = useApp((state) => state.showListView)
  const views = all.filter((view) => view.list === list)
  if (views.length === 0) return null
  return (
    <div className={styles['narrow']}>
      <Select
        label={t('lists.views')}
        placeholder={t('lists.choose-view')}
        selected={null}
        options={views.map(({ id, name }) => ({ id, label: name }))}
        onSelect={show}
      />
    </div>
  )
}
