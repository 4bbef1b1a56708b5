import { Printer } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type FormFormat, type FormRequest, formFormats } from '../../../domain/forms-api.ts'
import { useApp } from '../../app-store.ts'
import { FaultBanner } from '../../parts/fault-banner.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Select } from '../../ui/select.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import styles from './forms.module.css'
import { OfficerFields } from './officer-fields.tsx'

/** Makes one of the law's forms as a file to be printed; says where it lies. */
export function FormsDialog({ requests }: { readonly requests: readonly FormRequest[] }) {
  const { t } = useTranslation()
  const step = useApp((state) => state.formStep)
  const close = useApp((state) => state.closeDialog)
  const make = useApp((state) => state.makeForm)
  const [kind, setKind] = useState(requests[0]?.kind)
  const [format, setFormat] = useState<FormFormat>('pdf')
  const [officer, setOfficer] = useState({ from: '', to: '', reason: '' })
  const chosen = requests.find((request) => request.kind === kind)
  if (chosen === undefined) return null
  const request = chosen.kind === 'officer' ? { kind: chosen.kind, ...officer } : chosen
  const isWhole = request.kind !== 'officer' || officer.from.trim() !== ''
  const formats = listed.has(request.kind) ? formFormats : formFormats.slice(0, 1)
  const used = formats.includes(format) ? format : 'pdf'
  return (
    <Dialog
      title={t('forms.title')}
      closeLabel={t('common.close')}
      onClose={close}
      actions={
        <>
          <Button onPress={close}>{t('common.close')}</Button>
          <Button
            kind="primary"
            icon={<Printer />}
            autoFocus
            isDisabled={!isWhole}
            // A button that is disabled while it works would lose the focus, and Escape with it.
            onPress={() => void (step.kind === 'making' ? null : make(request, used))}
          >
            {t('forms.make')}
          </Button>
        </>
      }
    >
      <div className={styles['form']}>
        <p>{t('forms.note')}</p>
        <Select
          label={t('forms.which')}
          options={requests.map((each) => ({ id: each.kind, label: t(`forms.kind.${each.kind}`) }))}
          selected={request.kind}
          placeholder=""
          onSelect={(id) => setKind(requests.find((each) => each.kind === id)?.kind ?? kind)}
        />
        <Select
          label={t('forms.format')}
          options={formats.map((each) => ({ id: each, label: t(`forms.as.${each}`) }))}
          selected={used}
          placeholder=""
          onSelect={(id) => setFormat(id === 'xlsx' ? 'xlsx' : 'pdf')}
        />
        {request.kind === 'officer' ? <OfficerFields value={officer} onChange={setOfficer} /> : null}
        {request.kind === 'expired' ? <p>{t('forms.expired-note')}</p> : null}
        <Outcome />
      </div>
    </Dialog>
  )
}

/** How the making goes, and where the form lies. */
function Outcome() {
  const { t } = useTranslation()
  const step = useApp((state) => state.formStep)
  switch (step.kind) {
    case 'idle':
      return null
    case 'making':
      return <Spinner countText={t('forms.making')} />
    case 'failed':
      return <FaultBanner fault={step.fault} />
    case 'made':
      return (
        <Banner tone="ok" title={t('forms.made', { file: step.file })}>
          {t('forms.made-where', { folder: step.folder })}
        </Banner>
      )
  }
}

/** Forms that can go on in a workbook. */
const listed: ReadonlySet<FormRequest['kind']> = new Set([
  'contents',
  'plan',
  'deposit-list',
  'officer',
  'expired',
])
