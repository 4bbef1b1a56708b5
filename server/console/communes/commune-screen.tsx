import { Inbox, KeyRound, Target } from 'lucide-react'
import { useState } from 'react'
import type { CommuneDetail } from '../../../domain/console/commune-api.ts'
import { type CaseState, caseStates } from '../../../domain/records/case-file.ts'
import { Button } from '../../../renderer/ui/button.tsx'
import { EmptyState } from '../../../renderer/ui/empty-state.tsx'
import { Panel } from '../../../renderer/ui/panel.tsx'
import { Table, type TableColumn } from '../../../renderer/ui/table.tsx'
import { useConsole } from '../console-store.ts'
import { StationsTable } from '../people/stations-table.tsx'
import { hashOf } from '../state/route.ts'
import { authorityTitle } from '../view/authority-names.ts'
import { FactLine } from '../view/fact-line.tsx'
import { formatCount, formatInstant } from '../view/format.ts'
import { RemoteView } from '../view/remote-view.tsx'
import { Screen } from '../view/screen.tsx'
import { useMayCall } from '../view/use-may-call.ts'
import { EnrolmentCodeDialog } from './enrolment-code-dialog.tsx'
import { TargetDialog } from './target-dialog.tsx'

const stateNames: Readonly<Record<CaseState, string>> = {
  open: 'đang mở',
  closed: 'đã kết thúc',
  deposited: 'chờ tiếp nhận',
  returned: 'bị trả lại',
  accepted: 'đã tiếp nhận',
}

type Step = CommuneDetail['history'][number]
const stepNames: Readonly<Record<Step['kind'], string>> = {
  deposited: 'Nộp lưu, lần',
  accepted: 'Tỉnh tiếp nhận lần nộp',
  returned: 'Tỉnh trả lại lần nộp',
  'plan-sent': 'Tỉnh gửi danh mục hồ sơ năm',
  'authority-sent': 'Tỉnh gửi dữ liệu nghiệp vụ:',
}

function stepText(kind: Step['kind'], subject: string): string {
  return `${stepNames[kind]} ${kind === 'authority-sent' ? authorityTitle(subject) : subject}`
}

/** One commune: how far it is, its fonds and plans, its PCs, and what happened with its deposits. */
export function CommuneScreen() {
  const commune = useConsole((state) => state.commune)
  return (
    <RemoteView remote={commune} loadingText="Đang mở xã, phường">
      {(detail) => <Opened detail={detail} />}
    </RemoteView>
  )
}

function Opened({ detail }: { readonly detail: CommuneDetail }) {
  const { progress, stations } = detail
  const [dialog, setDialog] = useState<'none' | 'code' | 'target'>('none')
  const mayCode = useMayCall('createEnrolmentCode')
  const mayTarget = useMayCall('setTarget')
  const close = (): void => setDialog('none')
  return (
    <Screen
      title={progress.name}
      lead={<a href={hashOf({ kind: 'communes' })}>Tất cả xã, phường</a>}
      actions={
        <>
          {mayTarget ? (
            <Button icon={<Target />} onPress={() => setDialog('target')}>
              Chỉ tiêu riêng…
            </Button>
          ) : null}
          {mayCode ? (
            <Button kind="primary" icon={<KeyRound />} onPress={() => setDialog('code')}>
              Cấp mã cho máy mới
            </Button>
          ) : null}
        </>
      }
    >
      <FactLine
        facts={[
          { name: 'Mã định danh', value: progress.code },
          { name: 'Theo danh mục', value: formatCount(progress.planEntries) },
          { name: 'Đã lập', value: formatCount(progress.created) },
          {
            name: `Hoàn chỉnh / chỉ tiêu ${Math.round(progress.target.share * 100)} %`,
            value: `${formatCount(progress.complete)}/${formatCount(progress.wanted)}`,
          },
          { name: 'Đã tiếp nhận', value: formatCount(progress.acceptedFiles) },
          {
            name: 'Liên lạc gần nhất',
            value: progress.lastSeenAt === null ? 'chưa có máy trạm' : formatInstant(progress.lastSeenAt),
          },
        ]}
      />
      <Fonds detail={detail} />
      <Panel title={`${formatCount(stations.length)} máy trạm`} isFlush>
        <StationsTable stations={stations} />
      </Panel>
      <History commune={progress.code} steps={detail.history} />
      {dialog === 'code' ? <EnrolmentCodeDialog commune={progress} onClose={close} /> : null}
      {dialog === 'target' ? <TargetDialog commune={progress} onClose={close} /> : null}
    </Screen>
  )
}

type FondsRow = CommuneDetail['fonds'][number]

const fondsColumns: readonly TableColumn<FondsRow>[] = [
  {
    id: 'name',
    name: 'Phông',
    render: ({ agencyName, agencyCode, isOpen }) =>
      `${agencyName} (${agencyCode})${isOpen ? '' : ', phông đóng'}`,
  },
  {
    id: 'plans',
    name: 'Danh mục hồ sơ',
    render: ({ plans }) =>
      plans.length === 0
        ? 'Chưa có'
        : plans
            .map(
              ({ year, entries, decision }) =>
                `${year}: ${formatCount(entries)} hồ sơ${decision === null ? ', chưa ban hành' : `, ${decision}`}`,
            )
            .join('; '),
  },
  {
    id: 'files',
    name: 'Hồ sơ',
    render: ({ files }) =>
      caseStates
        .filter((state) => files[state] > 0)
        .map((state) => `${formatCount(files[state])} ${stateNames[state]}`)
        .join(', ') || 'Chưa có',
  },
]

function Fonds({ detail: { fonds } }: { readonly detail: CommuneDetail }) {
  return (
    <Panel title={`${formatCount(fonds.length)} phông`} isFlush>
      <Table
        label="Phông và danh mục hồ sơ"
        columns={fondsColumns}
        rows={fonds}
        rowId={({ id }) => id}
        rowText={({ agencyName }) => agencyName}
        empty={
          <EmptyState icon={<Inbox />} title="Xã chưa gửi lên phông nào">
            Phông hiện ra sau lần đồng bộ đầu tiên.
          </EmptyState>
        }
      />
    </Panel>
  )
}

const stepColumnsOf = (commune: string): readonly TableColumn<Step>[] => [
  { id: 'at', name: 'Lúc', width: '170px', render: ({ at }) => formatInstant(at) },
  {
    id: 'what',
    name: 'Việc',
    render: ({ kind, subject, deposit }) =>
      deposit === null ? (
        stepText(kind, subject)
      ) : (
        <a href={hashOf({ kind: 'deposit', commune, id: deposit })}>{stepText(kind, subject)}</a>
      ),
  },
  { id: 'by', name: 'Người thực hiện', width: '240px', render: ({ by }) => by || '–' },
]

function History({ commune, steps }: { readonly commune: string; readonly steps: readonly Step[] }) {
  return (
    <Panel title="Lịch sử" isFlush>
      <Table
        label="Lịch sử"
        columns={stepColumnsOf(commune)}
        rows={steps}
        rowId={({ at, kind, subject }) => `${at} ${kind} ${subject}`}
        rowText={({ kind, subject }) => stepText(kind, subject)}
        empty={
          <EmptyState icon={<Inbox />} title="Chưa có gì">
            Các lần nộp và những gì tỉnh gửi xuống hiện ở đây.
          </EmptyState>
        }
      />
    </Panel>
  )
}
