import { HardDriveDownload, HardDriveUpload } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { FaultBanner } from '../../parts/fault-banner.tsx'
import { formatBytes, formatCount } from '../../parts/format.ts'
import { durationWords } from '../../parts/reading-words.ts'
import type { BagStep, BagWay } from '../../state/bag-slice.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { BagsReadReport, BagsWrittenReport } from './bag-reports.tsx'
import styles from './bags.module.css'

/** Writes what the province lacks onto a stick, or takes its answer from one. */
export function BagDialog({ way }: { readonly way: BagWay }) {
  const { t } = useTranslation()
  const close = useApp((state) => state.closeDialog)
  const step = useApp((state) => state.bagStep)
  const handOver = useApp((state) => state.handOver)
  const stop = useApp((state) => state.stopBags)
  const isRunning = step.kind === 'running'
  const isDone = step.kind === 'written' || (step.kind === 'read' && step.read.bags.every(isTaken))
  const leave = (): void => {
    if (isRunning) void stop()
    close()
  }
  return (
    <Dialog
      title={t(`bags.title-${way}`)}
      closeLabel={t('common.close')}
      onClose={leave}
      actions={
        <>
          <Button kind={isDone ? 'primary' : 'secondary'} onPress={isRunning ? () => void stop() : close}>
            {isRunning ? t('bags.stop') : t('common.close')}
          </Button>
          <Button
            kind={isDone ? 'secondary' : 'primary'}
            icon={way === 'write' ? <HardDriveDownload /> : <HardDriveUpload />}
            isDisabled={isRunning}
            onPress={() => void handOver(way)}
          >
            {t(`bags.choose-${way}`)}
          </Button>
        </>
      }
    >
      <div className={styles['form']}>
        <p>{t(`bags.note-${way}`)}</p>
        <Step step={step} way={way} />
      </div>
    </Dialog>
  )
}

const isTaken = ({ refusal }: { readonly refusal: unknown }): boolean => refusal === null

function Step({ step, way }: { readonly step: BagStep; readonly way: BagWay }) {
  switch (step.kind) {
    case 'idle':
      return null
    case 'running':
      return <Running step={step} way={way} />
    case 'written':
      return <BagsWrittenReport folder={step.folder} written={step.written} />
    case 'read':
      return <BagsReadReport folder={step.folder} read={step.read} />
    case 'failed':
      return <FaultBanner fault={step.fault} />
  }
}

function Running({
  step: { folder, progress },
  way,
}: {
  readonly step: Extract<BagStep, { kind: 'running' }>
  readonly way: BagWay
}) {
  const { t } = useTranslation()
  if (progress === null) return <Spinner countText={t(`bags.preparing-${way}`, { count: 1 })} />
  const { part, parts, bytesDone, bytesTotal, secondsLeft } = progress
  const counted = { part: formatCount(part), parts: formatCount(parts), done: formatBytes(bytesDone) }
  const total = bytesTotal === null ? null : formatBytes(bytesTotal)
  return (
    <>
      <ProgressBar
        label={t(`bags.running-${way}`)}
        value={bytesTotal === null ? part - 1 : bytesDone}
        total={bytesTotal ?? parts}
        countText={total === null ? t('bags.part', counted) : t('bags.part-of-size', { ...counted, total })}
      />
      <p className={styles['folder']}>{folder}</p>
      {secondsLeft === null ? null : (
        <p className={styles['folder']}>{t('bags.left', { time: durationWords(t, secondsLeft) })}</p>
      )}
    </>
  )
}
