import { kindOf } from '../../domain/op.ts'
import { hasRivalCuts, joinCuts } from '../../domain/split-overlap.ts'
import { createOverlapKeeper, type KeeperPorts, type OverlapKeeper } from './overlap-keeper.ts'

/** Joins the cuts of several PCs. */
export function createSplitKeeper(ports: KeeperPorts): OverlapKeeper {
  const { record } = ports.records
  return createOverlapKeeper(ports, {
    name: 'split',
    rivals: (ids) => ids.filter((id) => kindOf(id) === 'doc' && hasRivalCuts(record(id))),
    join: (id) => (hasRivalCuts(record(id)) ? joinCuts(id, record) : []),
  })
}
