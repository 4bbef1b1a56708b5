import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseFileRow } from '../../../domain/api.ts'
import type { PlanEntry } from '../../../domain/records/plan-entry.ts'
import { useApp } from '../../app-store.ts'
import { Tree } from '../../ui/tree.tsx'
import styles from './files.module.css'
import { planBranches } from './plan-branches.ts'
import { planNodes } from './plan-nodes.tsx'
import { StateFilter } from './state-filter.tsx'

/** Headings, entries of the plan and their case files. */
export function PlanTree({
  entries,
  rows,
}: {
  readonly entries: readonly PlanEntry[]
  readonly rows: readonly CaseFileRow[]
}) {
  const { t } = useTranslation()
  const stateShown = useApp((state) => state.stateShown)
  const selection = useApp((state) => state.selection)
  const select = useApp((state) => state.select)
  // Everything is unfolded at first; what somebody folds stays so.
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const nodes = useMemo(
    () => planNodes(t, planBranches(entries, rows, stateShown)),
    [entries, rows, stateShown, t],
  )
  const ids = nodes.flatMap((node) => [node.id, ...node.children.map((child) => child.id)])
  const open = (id: string): void => {
    if (id.startsWith('case_')) select({ kind: 'file', id })
    else if (id.startsWith('plan_')) select({ kind: 'plan', id })
    else setFolded(toggled(folded, id))
  }

  return (
    <>
      <StateFilter />
      {nodes.length === 0 ? (
        <p className={styles['nothing']}>
          {t(stateShown === null ? 'files.no-plan' : 'files.none-in-state')}
        </p>
      ) : (
        <div className={styles['branches']}>
          <Tree
            label={t('files.plan')}
            foldLabel={t('files.fold')}
            nodes={nodes}
            expanded={ids.filter((id) => !folded.has(id))}
            current={selection.kind === 'none' ? null : selection.id}
            onExpand={(expanded) => setFolded(new Set(ids.filter((id) => !expanded.includes(id))))}
            onOpen={open}
          />
        </div>
      )}
    </>
  )
}

function toggled(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(set)
  if (!next.delete(id)) next.add(id)
  return next
}
