import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { faultCodes } from '../../domain/fault.ts'
import { faultText } from '../../renderer/parts/fault-text.ts'
import en from '../../renderer/texts/en.json'
import { createTexts } from '../../renderer/texts/texts.ts'
import vi from '../../renderer/texts/vi.json'

const renderer = path.join(import.meta.dirname, '../../renderer')

const Tree: z.ZodType<Tree> = z.lazy(() => z.record(z.string(), z.union([z.string(), Tree])))
interface Tree {
  readonly [name: string]: string | Tree
}

/** Every key of the texts with its words. */
function entries(tree: Tree, before = ''): readonly (readonly [string, string])[] {
  return Object.entries(tree).flatMap(([name, value]) =>
    typeof value === 'string' ? [[`${before}${name}`, value] as const] : entries(value, `${before}${name}.`),
  )
}

const languages = ['vi', 'en'] as const
const all = { vi: entries(Tree.parse(vi)), en: entries(Tree.parse(en)) } as const
const words = all.vi

/** One text may have a form for one thing and a form for more. */
const withoutNumber = (key: string): string => key.replace(/_(one|other)$/, '')

const inVietnamese = new Map(words.map(([key, text]) => [withoutNumber(key), text]))

/** What the code puts into a text, each once. */
function placeholders(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/\{\{([^}]*)\}\}/g)].map((match) => match[1] ?? ''))].sort()
}

function sources(): readonly string[] {
  const files = readdirSync(renderer, { recursive: true, encoding: 'utf8' })
  return files
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
    .map((file) => readFileSync(path.join(renderer, file), 'utf8'))
}

/** A key as it is written in the code, with `${...}` for what is only known later, as a pattern. */
function pattern(written: string): RegExp {
  const parts = written.split(/\$\{[^}]*\}/).map((part) => part.replace(/[.\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('[^.]+')}$`)
}

function writtenKeys(): readonly string[] {
  const top = Object.keys(vi).join('|')
  const key = new RegExp(`['"\`]((?:${top})\\.[^'"\`\\s]+)['"\`]`, 'g')
  return sources().flatMap((source) => [...source.matchAll(key)].map((match) => match[1] ?? ''))
}

/** `cause_code` stands in for `cause` in one context. */
const withoutContext = (key: string): string => key.replace(/_[^._]+$/, '')

const asked = [...new Set(writtenKeys())]

test('[UI6] every text that the screens ask for exists', () => {
  const keys = [...inVietnamese.keys()]
  const isThere = (written: string): boolean => {
    if (!written.includes('${')) return inVietnamese.has(written)
    const shape = pattern(written)
    return keys.some((key) => shape.test(key))
  }

  expect(asked.length).toBeGreaterThan(200)
  expect(asked.filter((written) => !isThere(written))).toEqual([])
})

test('[UI6] no text is left over', () => {
  const whole = new Set(asked)
  const patterns = asked.filter((written) => written.includes('${')).map(pattern)

  const unused = [
    ...new Set([...all.vi, ...all.en].map(([key]) => withoutContext(withoutNumber(key)))),
  ].filter((key) => !whole.has(key) && !patterns.some((each) => each.test(key)))

  expect(unused).toEqual([])
})

test.each(languages)('[UI6] every text says something in %s, composed as Unicode composes it', (language) => {
  const wrong = all[language].filter(([, text]) => text.trim() === '' || text !== text.normalize('NFC'))

  expect(wrong).toEqual([])
})

test('[UI20] both languages have the same texts', () => {
  const keysIn = (language: 'vi' | 'en'): readonly string[] =>
    [...new Set(all[language].map(([key]) => withoutNumber(key)))].sort()

  expect(keysIn('en')).toEqual(keysIn('vi'))
})

test('[UI20] a text takes in the same facts in both languages', () => {
  const different = all.en.filter(([key, text]) => {
    const wanted = placeholders(inVietnamese.get(withoutNumber(key)) ?? '')
    // The form for one may leave the number out.
    const given =
      key.endsWith('_one') && wanted.includes('count') ? [...placeholders(text), 'count'] : placeholders(text)
    return [...new Set(given)].sort().join() !== wanted.join()
  })

  expect(different).toEqual([])
})

test('[UI20] every text is translated', () => {
  const isTranslatable = (text: string): boolean =>
    /\p{L}{2,}[\s,]+\p{L}{2,}/u.test(text.replace(/\{\{[^}]*\}\}/g, ''))
  // The name of the program is the same everywhere.
  const left = all.en.filter(
    ([key, text]) =>
      key !== 'app.name' && inVietnamese.get(withoutNumber(key)) === text && isTranslatable(text),
  )

  expect(left).toEqual([])
})

test('[UI20] an English text that counts has a form for one and a form for more', () => {
  const forms = new Map(all.en)
  const wrong = all.en.filter(([key]) => key.endsWith('_one') && !forms.has(`${withoutNumber(key)}_other`))

  expect(wrong).toEqual([])
})

test('[UI22] counts are written and bent as the language does it', async () => {
  const texts = createTexts()

  expect(texts.t('review.waiting', { count: 1234 })).toBe('1.234 văn bản chờ soát')
  await texts.changeLanguage('en')
  expect(texts.t('review.waiting', { count: 1234 })).toBe('1,234 documents to review')
  expect(texts.t('review.waiting', { count: 1 })).toBe('1 document to review')
})

test('[UI22] no count is written before its text can bend to it', () => {
  const early = sources().flatMap((source) => source.match(/count: (?:format\w+|String)\([^\n]*/g) ?? [])

  expect(early).toEqual([])
})

const told = faultCodes.flatMap((code) => languages.map((language) => ({ code, language })))

test.each(told)(
  '[UI3] the fault $code has a cause and a next step in $language',
  async ({ code, language }) => {
    const texts = createTexts()
    await texts.changeLanguage(language)
    const { t } = texts

    const { cause, next } = faultText(t, {
      code,
      detail: { notation: '01.TH', count: 2, language: 'fra', available: 'vie' },
    })

    expect(cause).toMatch(/^\p{Lu}.+\.$/u)
    expect(next).toMatch(/^\p{Lu}.+\.$/u)
    expect(`${cause}${next}`).not.toMatch(/fault\.|\{\{/)
  },
)

test('[UI3] a fault says more where its reason is known', () => {
  const { t } = createTexts()

  expect(faultText(t, { code: 'invalid-input', detail: { reason: 'recovery-code' } }).cause).toBe(
    'Mã khôi phục có chỗ chép sai.',
  )
  expect(faultText(t, { code: 'server-refused', detail: { reason: 'unheard-of' } }).cause).toBe(
    'Máy chủ của tỉnh từ chối.',
  )
})
