// The parts of the screen carry their few words in thirty languages. Vietnamese is not among them: the window says those
// words itself, and English stands in for the rest.
const WORDS_OF_PARTS =
  /[\\/](?:react-aria|react-aria-components|react-stately)[\\/]dist[\\/]private[\\/]intl[\\/](?:.*[\\/])?[a-z]{2}-[A-Z]{2}\.mjs$/

/**
 * Leaves the other languages of the parts out of a bundle, a tenth of the window's script.
 * @type {import('esbuild').Plugin}
 */
export const oneLanguage = {
  name: 'one-language',
  setup({ onLoad }) {
    onLoad({ filter: WORDS_OF_PARTS }, ({ path }) =>
      path.endsWith('en-US.mjs') ? null : { contents: 'export default undefined' },
    )
  },
}
