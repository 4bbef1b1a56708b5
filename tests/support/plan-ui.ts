import { screen, within } from '@testing-library/react'
import { aPlanEntry } from './memory-vault.ts'
import type { OpenUi } from './open-ui.tsx'

export const plan = [
  aPlanEntry(1),
  aPlanEntry(2, { title: 'Báo cáo quý' }),
  aPlanEntry(3, { heading: 'II. Đất đai', notation: '01.ĐĐ', title: 'Giao đất' }),
]

export async function openPlan(ui: OpenUi): Promise<HTMLElement> {
  await ui.user.keyboard('{Control>}8{/Control}')
  await screen.findByRole('heading', { level: 1, name: 'Danh mục' })
  return screen.findByRole('table', { name: /^Danh mục hồ sơ năm 2026/ })
}

/** The texts of the rows below the heads of the columns. */
export const rowsOf = (table: HTMLElement): readonly (string | undefined)[] =>
  within(table)
    .getAllByRole('row')
    .slice(1)
    .map(
      (row) =>
        within(row).queryAllByRole('rowheader')[0]?.textContent ?? row.querySelector('th')?.textContent,
    )

export async function press({ user }: OpenUi, scope: HTMLElement, name: string): Promise<void> {
  await user.click(within(scope).getByRole('button', { name }))
}

/** Chooses an option of the list that is named. */
export async function choose(
  ui: OpenUi,
  scope: HTMLElement,
  [label, option]: readonly [string, string],
): Promise<void> {
  await ui.user.click(within(scope).getByRole('button', { name: new RegExp(label) }))
  await ui.user.click(await screen.findByRole('option', { name: option }))
}
