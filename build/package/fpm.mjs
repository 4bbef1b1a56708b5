#!/usr/bin/env node
// Does of fpm what electron-builder asks of it, with the tools of Debian (dpkg-deb) and of rpm (rpmbuild): fpm itself is no
// package of Debian or npm, and its bundle cannot be fetched on a closed network. Times in the package are SOURCE_DATE_EPOCH.
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'

const text = { type: /** @type {const} */ ('string') }
const texts = { ...text, multiple: /** @type {const} */ (true) }
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    input: { ...text, short: 's' },
    target: { ...text, short: 't' },
    depends: { ...texts, short: 'd' },
    force: { type: 'boolean' },
    architecture: text,
    name: text,
    version: text,
    package: text,
    description: text,
    maintainer: text,
    vendor: text,
    url: text,
    license: text,
    category: text,
    'after-install': text,
    'after-remove': text,
    'deb-priority': text,
    'deb-recommends': texts,
    'deb-compression': text,
    'rpm-summary': text,
    'rpm-compression': text,
    'rpm-rpmbuild-define': texts,
  },
})

const work = mkdtempSync(path.join(tmpdir(), 'ho-so-xa-package-'))
try {
  const tree = path.join(work, 'tree')
  for (const pair of positionals) place(pair, tree)
  if (values.target === 'deb') makeDeb(tree)
  else if (values.target === 'rpm') makeRpm(tree)
  else throw new Error(`no way to make ${values.target}`)
} finally {
  rmSync(work, { recursive: true, force: true })
}

/** Puts `from=to` into the tree. @param {string} pair @param {string} tree */
function place(pair, tree) {
  const cut = pair.lastIndexOf('=')
  const to = path.join(tree, pair.slice(cut + 1))
  mkdirSync(path.dirname(to), { recursive: true })
  cpSync(pair.slice(0, cut), to, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true })
}

/** @param {string} tree */
function makeDeb(tree) {
  const files = listFiles(tree)
  const control = path.join(tree, 'DEBIAN')
  mkdirSync(control)
  const sizeKib = Math.ceil(files.reduce((sum, file) => sum + lstatSync(file).size, 0) / 1024)
  const fields = {
    Package: values.name,
    Version: values.version,
    Architecture: values.architecture,
    Maintainer: values.maintainer,
    'Installed-Size': String(sizeKib),
    Depends: values.depends?.join(', '),
    Recommends: values['deb-recommends']?.join(', '),
    Section: values.category,
    Priority: values['deb-priority'],
    Homepage: values.url,
    Description: values.description?.trim().replaceAll('\n', '\n '),
  }
  writeFileSync(path.join(control, 'control'), fieldLines(fields))
  script('after-install', path.join(control, 'postinst'))
  script('after-remove', path.join(control, 'postrm'))
  execFileSync('dpkg-deb', [
    '--root-owner-group',
    `-Z${values['deb-compression'] ?? 'xz'}`,
    '-z6',
    '--build',
    tree,
    values.package ?? '',
  ])
}

/** @param {string} tree */
function makeRpm(tree) {
  const places = listFiles(tree).map((file) => `"/${path.relative(tree, file)}"`)
  const spec = [
    fieldLines({
      Name: values.name,
      Version: values.version?.replaceAll('-', '_'),
      Release: '1',
      Summary: values['rpm-summary'] ?? values.name,
      License: values.license ?? 'Apache-2.0',
      URL: values.url,
      Vendor: values.vendor,
      Requires: values.depends?.join(', '),
      AutoReqProv: 'no',
    }),
    '%description',
    values.description ?? '',
    '%post',
    readScript('after-install'),
    '%postun',
    readScript('after-remove'),
    '%files',
    '%defattr(-,root,root,-)',
    ...places,
  ].join('\n')
  const file = path.join(work, 'package.spec')
  writeFileSync(file, spec)
  const defines = {
    _topdir: path.join(work, 'rpm'),
    _rpmdir: path.join(work, 'made'),
    _build_id_links: 'none',
    __os_install_post: '%{nil}',
    _binary_payload: 'w6T2.xzdio',
    use_source_date_epoch_as_buildtime: '1',
    clamp_mtime_to_source_date_epoch: '1',
    _buildhost: 'localhost',
  }
  const args = Object.entries(defines).flatMap(([name, value]) => ['--define', `${name} ${value}`])
  execFileSync('rpmbuild', [
    '-bb',
    '--quiet',
    '--target',
    values.architecture ?? '',
    '--buildroot',
    tree,
    ...args,
    file,
  ])
  const [made] = listFiles(path.join(work, 'made'))
  if (made === undefined) throw new Error('rpmbuild made nothing')
  cpSync(made, values.package ?? '')
}

/** @param {Readonly<Record<string, string | undefined>>} fields */
function fieldLines(fields) {
  const lines = Object.entries(fields).filter(([, value]) => value !== undefined && value !== '')
  return `${lines.map(([name, value]) => `${name}: ${value}`).join('\n')}\n`
}

/** @param {'after-install' | 'after-remove'} name */
function readScript(name) {
  const file = values[name]
  return file === undefined ? '' : readFileSync(file, 'utf8')
}

/** @param {'after-install' | 'after-remove'} name @param {string} file */
function script(name, file) {
  writeFileSync(file, readScript(name))
  chmodSync(file, 0o755)
}

/** @param {string} folder @returns {string[]} */
function listFiles(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
}
