import { useTranslation } from 'react-i18next'
import { AgencyCode } from '../../../domain/records/fonds.ts'
import { TextArea } from '../../ui/text-area.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './plan.module.css'

/** Further elements of a fonds that people describe in words. */
const fondsElements = ['superior', 'history', 'keyGroups', 'note'] as const

/** What is typed about a fonds. */
export interface FondsTexts {
  readonly agencyName: string
  readonly agencyCode: string
  readonly code: string
  readonly extra: Readonly<Record<string, string>>
}

export function areFondsTextsRight({ agencyName, agencyCode }: FondsTexts): boolean {
  return agencyName.trim() !== '' && AgencyCode.safeParse(agencyCode.trim()).success
}

export function FondsFields({
  texts,
  hasTried,
  onChange,
}: {
  readonly texts: FondsTexts
  readonly hasTried: boolean
  readonly onChange: (texts: FondsTexts) => void
}) {
  const { t } = useTranslation()
  const isCodeWrong = !AgencyCode.safeParse(texts.agencyCode.trim()).success
  return (
    <>
      <TextField
        label={t('plan.fonds-name')}
        value={texts.agencyName}
        onChange={(agencyName) => onChange({ ...texts, agencyName })}
        error={hasTried && texts.agencyName.trim() === '' ? t('plan.missing') : null}
        isRequired
        autoFocus
      />
      <div className={styles['pair']}>
        <TextField
          label={t('plan.agency-code')}
          value={texts.agencyCode}
          onChange={(agencyCode) => onChange({ ...texts, agencyCode })}
          description={t('plan.agency-code-why')}
          error={hasTried && isCodeWrong ? t('plan.agency-code-wrong') : null}
          isRequired
        />
        <TextField
          label={t('plan.fonds-code')}
          value={texts.code}
          onChange={(code) => onChange({ ...texts, code })}
          description={t('plan.fonds-code-why')}
        />
      </div>
      {fondsElements.map((name) => (
        <TextArea
          key={name}
          label={t(`plan.fonds-element.${name}`)}
          value={texts.extra[name] ?? ''}
          onChange={(value) => onChange({ ...texts, extra: { ...texts.extra, [name]: value } })}
          rows={name === 'history' ? 3 : 1}
        />
      ))}
    </>
  )
}
