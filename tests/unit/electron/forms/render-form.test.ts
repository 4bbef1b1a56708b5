import { writeFile } from 'node:fs/promises'
import { PDFDocument } from '@cantoo/pdf-lib'
import { expect, test } from 'vitest'
import { closingForm, contentsForm, coverForm } from '../../../../domain/forms/case-file-forms.ts'
import { depositListForm, filePlanForm, handOverForm } from '../../../../domain/forms/list-forms.ts'
import { renderForm } from '../../../../electron/forms/render-form.ts'
import { aCasePaper, aListPaper, aPlanPaper } from '../../../support/form-papers.ts'
import { pdfjsTexts } from '../../../support/written-pdf.ts'

const day = new Date('2026-11-23T02:00:00Z')

test('[CF45] every form carries its title, its columns and what it is made of, readable in any viewer', async () => {
  const forms = [
    coverForm(aCasePaper()),
    contentsForm(aCasePaper()),
    closingForm(aCasePaper()),
    filePlanForm(aPlanPaper()),
    depositListForm(aListPaper()),
    handOverForm({ ...aListPaper(), name: 'Tài liệu UBND xã Thử', ordinal: 2, documents: 51, boxes: 3 }),
  ]
  const texts = await Promise.all(
    forms.map(async (form) => (await pdfjsTexts(await renderForm(form, day))).join(' ')),
  )
  expect(texts[0]).toContain('HỒ SƠ')
  expect(texts[0]).toContain('Thu hồi đất làm đường liên thôn')
  expect(texts[1]).toContain('Tên loại và trích yếu nội dung văn bản')
  expect(texts[1]).toContain('15/QĐ-UBND')
  expect(texts[2]).toContain('được đánh số từ 1 đến 90')
  expect(texts[3]).toContain('DANH MỤC HỒ SƠ NĂM 2026')
  expect(texts[4]).toContain('Viết bằng chữ: mười hai hồ sơ')
  expect(texts[5]).toContain('tổng số tệp tin: 51')
  for (const text of texts) expect(text).toContain('Độc lập - Tự do - Hạnh phúc')
  const folder = process.env['FORMS_OUT']
  if (folder !== undefined) {
    for (const [at, form] of forms.entries())
      await writeFile(`${folder}/${at}.pdf`, await renderForm(form, day))
  }
})

test('[CF46] a form is A4 and its bytes depend on nothing but what stands on it', async () => {
  const bytes = await renderForm(contentsForm(aCasePaper()), day)
  expect(Buffer.from(bytes)).toEqual(Buffer.from(await renderForm(contentsForm(aCasePaper()), day)))
  const pages = (await PDFDocument.load(bytes)).getPages()
  expect(pages.length).toBeGreaterThan(1)
  for (const page of pages) {
    expect(page.getWidth()).toBeCloseTo(841.9, 0)
    expect(page.getHeight()).toBeCloseTo(595.3, 0)
  }
})

test('[CF46] the head of a table stands on every page, and no row is lost or cut', async () => {
  const paper = aCasePaper(60)
  const pages = await pdfjsTexts(await renderForm(contentsForm(paper), day))
  for (const page of pages.slice(0, -1)) expect(page).toContain('Tác giả văn bản')
  const all = pages.join(' ').replaceAll(/\s+/g, ' ')
  for (const { subject } of paper.contents.map(({ typeAndSubject }) => ({ subject: typeAndSubject }))) {
    expect(all).toContain(subject.split(' ').slice(-2).join(' '))
  }
})
