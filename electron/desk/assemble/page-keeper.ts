import { joinMoves, takersOf } from '../../../domain/page-overlap.ts'
import { createOverlapKeeper, type KeeperPorts, type OverlapKeeper } from '../overlap-keeper.ts'

/** Joins what several PCs moved. */
export function createPageKeeper(ports: KeeperPorts): OverlapKeeper {
  const { record } = ports.records
  return createOverlapKeeper(ports, {
    name: 'pages',
    rivals: (ids) => {
      const takers = new Set(ids.flatMap((id) => takersOf(id, record)))
      return [...takers].filter((id) => joinMoves(id, record).length > 0)
    },
    join: (id) => joinMoves(id, record),
  })
}
