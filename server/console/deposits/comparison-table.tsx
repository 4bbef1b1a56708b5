import { CircleCheck, CircleX, FilePlus2, TriangleAlert } from 'lucide-react'
import type {
  ComparedDocument,
  DepositComparison,
  ListedDocument,
} from '../../../domain/console/deposit-api.ts'
import { Badge } from '../../../renderer/ui/badge.tsx'
import { Banner } from '../../../renderer/ui/banner.tsx'
import { useConsole } from '../console-store.ts'
import { formatCount, formatDate } from '../view/format.ts'
import styles from './comparison-table.module.css'
import { partLabels } from './part-labels.ts'

type File = DepositComparison['files'][number]

/** Both contents lists beside each other: what the commune handed over, and what the server has. */
export function ComparisonTable({ comparison }: { readonly comparison: DepositComparison }) {
  return (
    <>
      {comparison.isProven ? null : (
        <div className={styles['notice']}>
          <Banner tone="warn" title="Chưa dựng lại được đúng bản kê của xã">
            Có bản ghi của xã chưa gửi lên. Cột trái là những gì máy chủ biết chắc xã đã có lúc nộp.
          </Banner>
        </div>
      )}
      <table className={styles['table']} aria-label="Đối chiếu hai mục lục">
        <thead>
          <tr>
            <th scope="col">Xã nộp theo bản kê</th>
            <th scope="col">Máy chủ tỉnh có</th>
            <th scope="col" className={styles['state']}>
              Đối chiếu
            </th>
          </tr>
        </thead>
        {comparison.files.map((file) => (
          <FileRows key={file.id} file={file} />
        ))}
      </table>
    </>
  )
}

function FileRows({ file }: { readonly file: File }) {
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={2} className={styles['file']}>
          {file.title === '' ? 'Hồ sơ chưa có bản ghi ở tỉnh' : file.title}
          <span className={styles['code']}>{file.title === '' ? file.id : file.fileCode}</span>
        </th>
        <td className={styles['file']}>
          {file.isMissing ? (
            <StateBadge state="missing" />
          ) : (
            <StateBadge state={file.isSame ? 'same' : 'differs'} />
          )}
        </td>
      </tr>
      {file.documents.map((row) => (
        <DocumentRow key={row.id} row={row} />
      ))}
    </tbody>
  )
}

function DocumentRow({ row }: { readonly row: ComparedDocument }) {
  const showDocument = useConsole((state) => state.showDocument)
  const isShown = useConsole((state) => state.place?.document === row.id)
  return (
    <tr className={styles['row']} aria-current={isShown ? 'true' : undefined}>
      <td>
        <Listed of={row.handed} none="Không có trong bản kê" />
      </td>
      <td>
        {row.now === null ? (
          <Listed of={null} none="Tỉnh không có trong hồ sơ này" />
        ) : (
          <button type="button" className={styles['open']} onClick={() => showDocument(row.id)}>
            <Listed of={row.now} none="" />
          </button>
        )}
      </td>
      <td className={styles['state']}>
        <StateBadge state={row.state} />
        {row.differences.length === 0 ? null : (
          <span className={styles['why']}>{row.differences.map((part) => partLabels[part]).join(', ')}</span>
        )}
        {row.blobsMissing === 0 ? null : (
          <span className={styles['why']}>Còn {formatCount(row.blobsMissing)} tệp đang về</span>
        )}
      </td>
    </tr>
  )
}

function Listed({ of, none }: { readonly of: ListedDocument | null; readonly none: string }) {
  if (of === null) return <span className={styles['none']}>{none}</span>
  const head = [of.code || 'Chưa có số', formatDate(of.date), `${formatCount(of.pages)} trang`].filter(
    Boolean,
  )
  return (
    <>
      <span className={styles['head']}>{head.join(' · ')}</span>
      <span className={styles['subject']}>{of.subject}</span>
    </>
  )
}

function StateBadge({ state }: { readonly state: ComparedDocument['state'] }) {
  switch (state) {
    case 'same':
      return (
        <Badge tone="ok" icon={<CircleCheck />}>
          Khớp
        </Badge>
      )
    case 'differs':
      return (
        <Badge tone="warn" icon={<TriangleAlert />}>
          Khác
        </Badge>
      )
    case 'missing':
      return (
        <Badge tone="danger" icon={<CircleX />}>
          Thiếu
        </Badge>
      )
    case 'added':
      return (
        <Badge tone="info" icon={<FilePlus2 />}>
          Thêm sau
        </Badge>
      )
  }
}
