import { oneLanguage } from './one-language.mjs'
import { inRoot } from './paths.mjs'

/** Folders and files that the bundles are made of; a change in any of them makes the bundles stale. */
export const bundleSources = [
  'domain',
  'electron',
  'renderer',
  'server',
  'assets',
  'docs/manual',
  'build/bundle.mjs',
  'build/bundle-targets.mjs',
  'build/manual',
  'build/one-language.mjs',
  'package-lock.json',
  'tsconfig.base.json',
]

/** @typedef {import('esbuild').BuildOptions} BuildOptions */

/** @type {BuildOptions} */
const shared = {
  absWorkingDir: inRoot(),
  bundle: true,
  sourcemap: 'linked',
  legalComments: 'linked',
  logLevel: 'warning',
}

/**
 * How a program for Node.js is bundled. Packages stay in node_modules: native ones, and those that find their own files, must.
 * @type {BuildOptions}
 */
export const nodeModule = {
  ...shared,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
}

// A sandboxed preload is CommonJS, and may load nothing but electron.
/** @type {BuildOptions} */
const preload = { ...shared, platform: 'node', format: 'cjs', target: 'chrome130', external: ['electron'] }

/** @type {BuildOptions} */
const webPage = {
  ...shared,
  platform: 'browser',
  format: 'esm',
  jsx: 'automatic',
  splitting: true,
  minify: true,
  loader: { '.module.css': 'local-css', '.woff': 'file', '.woff2': 'file', '.svg': 'file', '.png': 'file' },
  assetNames: 'assets/[name]-[hash]',
  chunkNames: 'chunks/[name]-[hash]',
  define: { 'process.env.NODE_ENV': '"production"' },
  plugins: [oneLanguage],
}

/**
 * @typedef {object} BundleTarget
 * @property {string} entry source, from the folder of the clone
 * @property {string} output folder below `out`, emptied before
 * @property {BuildOptions} options
 * @property {Readonly<Record<string, string>>} [copies] file in `output` -> source
 */

/** @type {readonly BundleTarget[]} */
export const bundleTargets = [
  { ...program('electron/main.ts', 'electron', 'main.mjs'), copies: samples() },
  {
    entry: 'electron/preload.ts',
    output: 'electron',
    options: { ...preload, outfile: inRoot('out/electron/preload.cjs') },
  },
  program('electron/cli.ts', 'cli', 'hoso.mjs'),
  program('electron/digitise/reader-process.ts', 'reader', 'reader-process.mjs'),
  program('electron/digitise/recognise/engine-thread.ts', 'reader', 'engine-thread.mjs'),
  program('electron/store/search/index-worker.ts', 'index', 'index-worker.mjs'),
  program('server/main.ts', 'server', 'main.mjs'),
  {
    entry: 'renderer/main.ts',
    output: 'renderer',
    options: { ...webPage, target: 'chrome130', outdir: inRoot('out/renderer') },
    copies: { 'index.html': 'renderer/index.html' },
  },
  {
    // Apart from the desk, so that whatever breaks the desk down leaves this page whole.
    entry: 'renderer/features/rescue/rescue-page.ts',
    output: 'renderer',
    options: { ...webPage, splitting: false, target: 'chrome130', outfile: inRoot('out/renderer/rescue.js') },
    copies: { 'rescue.html': 'renderer/features/rescue/rescue.html' },
  },
  {
    entry: 'server/console/main.tsx',
    output: 'console',
    // Opened in whatever browser the archive has, not in our Electron.
    options: { ...webPage, target: ['chrome109', 'edge109', 'firefox115'], outdir: inRoot('out/console') },
    copies: {
      'index.html': 'server/console/index.html',
      'pdf.worker.mjs': 'node_modules/pdfjs-dist/legacy/build/pdf.worker.min.mjs',
    },
  },
]

/** The invented papers that a newcomer tries the program out with. */
function samples() {
  const names = [
    'bao-cao.pdf',
    'bien-ban.tif',
    'cong-van-den.jpg',
    'don-de-nghi.jpg',
    'giay-moi.jpg',
    'quyet-dinh.pdf',
    'thong-bao.jpg',
    'trich-luc.png',
  ]
  return Object.fromEntries(names.map((name) => [`samples/${name}`, `tests/fixtures/samples/${name}`]))
}

/** @param {string} entry @param {string} output @param {string} file @returns {BundleTarget} */
function program(entry, output, file) {
  return { entry, output, options: { ...nodeModule, outfile: inRoot('out', output, file) } }
}
