import type { TFunction } from 'i18next'
import type { Target } from '../../domain/desk-rows.ts'
import type { Option } from '../ui/option.ts'

/** A case file as a line of a list: years tell apart files that are called the same. */
export function targetOption(t: TFunction, target: Target): Option {
  const what = t(target.isNew ? 'review.target-new' : 'review.target-open')
  return {
    id: target.id,
    label: targetName(target),
    detail: t('review.target-of', { year: target.year, what }),
  }
}

export function targetName({ notation, title }: Pick<Target, 'notation' | 'title'>): string {
  return `${notation} ${title}`
}
