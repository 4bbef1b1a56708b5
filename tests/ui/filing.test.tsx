import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { aCaseFile, aDocument, aPlanEntry, idOf } from '../support/memory-vault.ts'
import { goTo, openUi } from '../support/open-ui.tsx'

const subjects = ['Rà soát hộ nghèo đợt một', 'Xây dựng nhà văn hóa thôn', 'Lịch nhập học lớp một'] as const

function vault() {
  const waiting = subjects.map((subject, n) =>
    aDocument(n + 1, {
      values: { number: String(n + 1), notation: 'QĐ-UBND', type: '02', issuedDate: '2026-02-01', subject },
      isAccepted: true,
    }),
  )
  return {
    documents: waiting,
    plan: [aPlanEntry(1, { notation: '02.XH', title: 'Rà soát hộ nghèo, hộ cận nghèo' })],
    caseFiles: [
      aCaseFile(2, { planEntry: null, notation: '04.XD', title: 'Xây dựng nhà văn hóa thôn Bắc Sơn' }),
    ],
  }
}

const rowOf = (subject: string): HTMLElement => screen.getByRole('option', { name: new RegExp(subject) })

test('[CF24] a heap is put away with the keyboard in one pass, and taken back as one step', async () => {
  const ui = await openUi(vault())
  await goTo(ui, 'Hồ sơ')
  const list = await screen.findByRole('listbox', { name: 'Văn bản chờ xếp' })
  expect(within(list).getAllByRole('option')).toHaveLength(3)

  within(list).getAllByRole('option')[0]?.focus()
  await ui.user.keyboard('1')
  await waitFor(() => expect(document.activeElement).toBe(rowOf(subjects[1])))
  expect(rowOf(subjects[0]).getAttribute('aria-selected')).toBe('true')
  await ui.user.keyboard('{Enter}0')
  expect(rowOf(subjects[2]).getAttribute('aria-selected')).toBe('false')
  await ui.user.keyboard('{Control>}{Shift>}{Enter}{/Shift}{/Control}')

  await waitFor(() => expect(screen.getAllByRole('option', { name: /QĐ-UBND/ })).toHaveLength(1))
  expect(ui.engine.vault.caseFiles.map(({ notation }) => notation)).toEqual(['04.XD', '02.XH'])
  expect(ui.engine.vault.documents.map(({ caseFile }) => caseFile !== null)).toEqual([true, true, false])

  await ui.user.keyboard('{Control>}z{/Control}')
  await waitFor(() => expect(screen.getAllByRole('option', { name: /QĐ-UBND/ })).toHaveLength(3))
})

test('[CF25] each proposal says why in words, and where nothing fits that is said', async () => {
  const ui = await openUi(vault())
  await goTo(ui, 'Hồ sơ')
  const choices = await screen.findByRole('region', { name: 'Hồ sơ đề xuất' })
  expect(within(choices).getByText(/trích yếu giống tên hồ sơ/)).toBeDefined()
  expect(within(choices).getByText('mở hồ sơ mới từ danh mục')).toBeDefined()

  await ui.user.click(rowOf(subjects[2]))
  expect(within(choices).queryByText(/trích yếu giống tên hồ sơ/)).toBeNull()
})

test('[CF26] under review a document shows where it belongs, and Ctrl+Enter puts it there', async () => {
  const { documents, ...rest } = vault()
  const ui = await openUi({ ...rest, documents: documents.map((each) => ({ ...each, isAccepted: false })) })
  await goTo(ui, 'Soát')
  const offered = await screen.findByRole('group', { name: 'Hồ sơ đề xuất' })
  expect(within(offered).getAllByRole('button').length).toBeGreaterThan(0)

  await ui.user.keyboard('{F2}')
  await waitFor(() =>
    expect(within(offered).getAllByRole('button')[0]?.getAttribute('aria-pressed')).toBe('true'),
  )
  await ui.user.keyboard('{Control>}{Enter}{/Control}')
  await waitFor(() =>
    expect(
      ui.engine.vault.documents.some(({ caseFile }) => caseFile !== null && caseFile !== idOf('case', 9)),
    ).toBe(true),
  )
})
