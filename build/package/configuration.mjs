import { inRoot } from '../paths.mjs'
import { afterPack } from './after-pack.mjs'

/** @typedef {import('electron-builder').Configuration} Configuration */

/**
 * @typedef {object} Shipped what one run packages
 * @property {string} version of the program
 * @property {{ readonly folder: string, readonly version: string }} runtime Electron, unpacked
 * @property {boolean} isForTesting its runtime is not the one that users get
 * @property {string} parts folder of what was made for the package: icons, notices, trusted keys
 * @property {string} output folder
 */

const DESCRIPTION = 'Hồ sơ điện tử cho cán bộ xã: quét, đọc, lập hồ sơ, nộp lưu; không cần mạng.'

/**
 * The one configuration of electron-builder, for every target.
 * @param {Shipped} shipped @param {'linux' | 'win32'} platform @returns {Configuration}
 */
export function configurationOf({ version, runtime, isForTesting, parts, output }, platform) {
  return {
    appId: 'vn.hosoxa.desktop',
    productName: 'Hồ Sơ Xã',
    executableName: 'ho-so-xa',
    copyright: 'Apache-2.0',
    directories: { output, buildResources: inRoot('build/package') },
    extraMetadata: { version, runtime: { version: runtime.version, isForTesting } },
    // The runtime of this clone is that of this machine; another system's is fetched.
    electronDist: platform === 'linux' ? runtime.folder : null,
    electronVersion: runtime.version,
    electronLanguages: ['vi', 'en-US'],
    npmRebuild: false,
    publish: null,
    compression: 'normal',
    asar: true,
    files: contents(parts),
    extraResources: [{ from: parts, to: '.', filter: ['notices/**', 'manual/**', 'samples/**'] }],
    extraFiles: [{ from: inRoot('build/package'), to: '.', filter: ['hoso', 'hoso.cmd'] }],
    afterPack,
    electronFuses: fuses,
    fileAssociations: [
      {
        ext: 'hoso',
        name: 'Gói Hồ Sơ Xã',
        description: 'Gói Hồ Sơ Xã',
        mimeType: 'application/vnd.ho-so-xa',
      },
    ],
    linux: linux(parts),
    deb: { ...scripts(), packageCategory: 'office', compression: 'xz' },
    rpm: { ...scripts(), compression: 'xz' },
    win: { icon: `${parts}/icons/512x512.png` },
    nsis,
  }
}

/** The runtime runs the program in its archive and nothing else. */
const fuses = {
  runAsNode: false,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
}

/** @type {NonNullable<Configuration['nsis']>} */
const nsis = {
  oneClick: false,
  perMachine: true,
  allowToChangeInstallationDirectory: true,
  installerLanguages: ['vi_VN', 'en_US'],
  language: '1066',
  include: inRoot('build/package/installer.nsh'),
  deleteAppDataOnUninstall: false,
  shortcutName: 'Hồ Sơ Xã',
}

/** @param {string} parts @returns {NonNullable<Configuration['linux']>} */
function linux(parts) {
  return {
    category: 'Office',
    icon: `${parts}/icons`,
    maintainer: 'Hồ Sơ Xã <noreply@ho-so-xa.invalid>',
    vendor: 'Hồ Sơ Xã',
    synopsis: 'Hồ sơ điện tử cho cán bộ xã',
    description: DESCRIPTION,
    desktop: {
      entry: {
        'Name[en]': 'Commune Case Files',
        Keywords: 'hồ sơ;lưu trữ;văn bản;quét;',
        StartupWMClass: 'ho-so-xa',
      },
    },
  }
}

function scripts() {
  return {
    afterInstall: inRoot('build/package/after-install.sh'),
    afterRemove: inRoot('build/package/after-remove.sh'),
    packageName: 'ho-so-xa',
  }
}

/**
 * What goes into the archive of the program: the bundles, the data of the law, and of the packages what runs.
 * @param {string} parts @returns {NonNullable<Configuration['files']>}
 */
function contents(parts) {
  return [
    'package.json',
    'out/{electron,reader,index,server,renderer,console}/**',
    'assets/**',
    '!assets/update/keys.json',
    '!**/*.map',
    '!**/*.{md,markdown,d.ts,d.mts,d.cts,tsbuildinfo}',
    '!**/node_modules/**/{test,tests,__tests__,example,examples,docs,benchmark,benchmarks,.github}/**',
    // Whichever of these the processor runs, it is one that reads lines only; the loader also holds others.
    '!**/node_modules/tesseract.js-core/tesseract-core{,-simd,-relaxedsimd}.{js,wasm,wasm.js}',
    '!**/node_modules/tesseract.js/dist/**',
    '!**/node_modules/@tesseract.js-data/*/4.0.0/**',
    '!**/node_modules/@libsql/linux-x64-musl/**',
    '!**/node_modules/pdfjs-dist/{build,web,image_decoders,types}/**',
    '!**/node_modules/pdfjs-dist/legacy/{web,image_decoders}/**',
    '!**/node_modules/pdfjs-dist/legacy/build/*.min.mjs',
    '!**/node_modules/pdfjs-dist/legacy/build/pdf.sandbox.mjs',
    '!**/node_modules/@cantoo/{pdf-lib,fontkit}/{src,ts3.4}/**',
    '!**/node_modules/@cantoo/pdf-lib/dist/*.js',
    '!**/node_modules/exceljs/dist/**',
    '!**/node_modules/zod/src/**',
    { from: `${parts}/keys`, to: 'assets/update', filter: ['keys.json'] },
  ]
}
