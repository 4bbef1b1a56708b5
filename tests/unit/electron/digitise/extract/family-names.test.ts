import { expect, test } from 'vitest'
import { likeliestFamily } from '../../../../../electron/digitise/extract/family-names.ts'

test.each([
  [['Bài'], 'Bùi'],
  [['À4at', 'Mat'], 'Mai'],
  [['ê'], 'Lê'],
  [['Đương'], 'Dương'],
  [['Điện', 'Biận'], 'Biện'],
  [['Tân', 'Tôn'], 'Tôn'],
])('[DG7] %j under a seal is most likely %s', (readings, family) => {
  expect(likeliestFamily(readings)).toBe(family)
})

test('[DG7] what could be several families, or is none at all, is no family', () => {
  expect(likeliestFamily(['nhng', 'TƯhng'])).toBeNull()
  expect(likeliestFamily(['=<'])).toBeNull()
  expect(likeliestFamily([])).toBeNull()
})
