import type { DepositDetail } from '../../../domain/console/deposit-api.ts'
import { Banner } from '../../../renderer/ui/banner.tsx'
import { useConsole } from '../console-store.ts'
import { countVerdicts, documentsOf } from '../state/deposit-stage.ts'
import { FactLine } from '../view/fact-line.tsx'
import { FormDialog } from '../view/form-dialog.tsx'
import { formatCount } from '../view/format.ts'

/** Confirms an acceptance, which nobody can take back. */
export function AcceptDialog({
  detail,
  onClose,
}: {
  readonly detail: DepositDetail
  readonly onClose: () => void
}) {
  const accept = useConsole((state) => state.accept)
  const { open } = countVerdicts(detail.deposit, documentsOf(detail))
  const confirm = async (): Promise<void> => {
    await accept()
    onClose()
  }
  return (
    <FormDialog
      title="Tiếp nhận lần nộp này"
      submitText="Tiếp nhận và ký biên nhận"
      onSubmit={confirm}
      onClose={onClose}
    >
      <FactLine
        facts={[
          { name: 'Cơ quan nộp', value: detail.communeName },
          { name: 'Lần nộp', value: detail.deposit.ordinal },
          { name: 'Hồ sơ', value: formatCount(detail.files.length) },
          { name: 'Văn bản', value: formatCount(detail.documents) },
        ]}
      />
      {open > 0 ? (
        <Banner tone="warn" title={`Còn ${formatCount(open)} văn bản chưa xem`}>
          Vẫn tiếp nhận được, nhưng biên nhận xác nhận cả những văn bản này.
        </Banner>
      ) : null}
      <p>
        Sau khi tiếp nhận, hồ sơ bị khoá ở xã và biên nhận có chữ ký của tỉnh được gửi về. Không rút lại được.
      </p>
    </FormDialog>
  )
}
