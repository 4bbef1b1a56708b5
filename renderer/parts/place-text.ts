import type { TFunction } from 'i18next'
import type { Place } from '../../domain/records/case-file.ts'

/** `Kho 1, giá G2, hộp 7`, or what there is of it; null where nothing is known. */
export function placeText(t: TFunction, place: Place | null): string | null {
  if (place === null) return null
  const { store, shelf, box } = place
  const parts = [
    store === '' ? null : t('place.in-store', { name: store }),
    shelf === '' ? null : t('place.in-shelf', { name: shelf }),
    box === '' ? null : t('place.in-box', { name: box }),
  ].filter((part) => part !== null)
  return parts.length === 0 ? null : parts.join(', ')
}
