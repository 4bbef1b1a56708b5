// Who may import whom. Each rule says why in its comment; a new need changes the design first, then this table.
// Each folder of electron/ but these is an engine.
const ENGINE = '^electron/(?!(?:shell|cli|compose)/)([^/]+)/'
const ENTRIES = [
  '^electron/(main|preload|cli)[.]ts$',
  '^electron/digitise/reader-process[.]ts$',
  '^renderer/main[.]ts$',
  '^server/main[.]ts$',
  '^server/console/main[.]tsx$',
]
const KNOWS_ELECTRON = '^electron/((main|window-program|command-program|preload)[.]ts$|shell/)'

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment:
        'Files that need each other at run time are one file, or miss a third that both need. Types may meet: the slices of a store and the store are one union.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'imports-resolve',
      comment: 'An import that leads nowhere hides whatever else this table would say about it.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^electron(/|$)' },
    },
    {
      name: 'domain-stands-alone',
      comment:
        'Every process runs domain/, so it may need nothing that one of them lacks: itself and zod only.',
      severity: 'error',
      from: { path: '^domain/' },
      to: { pathNot: ['^domain/', '^node_modules/zod/'] },
    },
    {
      name: 'engines-do-not-meet',
      comment:
        'An engine declares the ports it needs; electron/compose.ts joins them. So each can be tested, and replaced, alone.',
      severity: 'error',
      from: { path: ENGINE },
      to: { path: '^electron/', pathNot: '^electron/$1/' },
    },
    {
      name: 'shell-knows-no-engine',
      comment:
        'The shell carries calls between the window and whoever answers; it must not know who that is.',
      severity: 'error',
      from: { path: '^electron/shell/' },
      to: { path: '^electron/', pathNot: '^electron/shell/' },
    },
    {
      name: 'compose-runs-without-electron',
      comment: 'The same engines run under Electron, as a command, and in tests under plain Node.js.',
      severity: 'error',
      from: { path: '^electron/compose([.]ts$|/)' },
      to: { path: '^electron/(main|window-program|command-program|preload|cli|shell)([.]ts$|/)' },
    },
    {
      name: 'main-is-thin',
      comment:
        'The entry joins compose and shell; an engine used here would escape the one place where things meet.',
      severity: 'error',
      from: { path: '^electron/(main|window-program|command-program)[.]ts$' },
      to: {
        path: '^electron/(?!compose([.]ts$|/)|shell/)',
        pathNot: '^electron/((window-program|command-program)[.]ts$|cli/run-command[.]ts$)',
      },
    },
    {
      name: 'command-line-uses-compose',
      comment: 'The command line is a second user of the composed engines, not a second composition.',
      severity: 'error',
      from: { path: '^electron/cli([.]ts$|/)' },
      to: { path: '^electron/(?!compose([.]ts$|/)|cli/)' },
    },
    {
      name: 'preload-is-one-bridge',
      comment:
        'A sandboxed preload can load electron only, and whatever else it held would stand in the window.',
      severity: 'error',
      from: { path: '^electron/preload[.]ts$' },
      to: { path: '^(electron|renderer|server|node_modules)/', pathNot: '^node_modules/electron/' },
    },
    {
      name: 'electron-only-in-the-shell',
      comment: 'What imports electron runs nowhere else: not as a command, not in a unit test.',
      severity: 'error',
      from: { path: '^(domain|electron|renderer|server)/', pathNot: KNOWS_ELECTRON },
      to: { path: ['^node_modules/electron/', '^electron(/(main|renderer|common))?$'] },
    },
    {
      name: 'electron-is-not-the-window-or-the-server',
      comment: 'Processes share domain/ only and talk over the typed wire.',
      severity: 'error',
      from: { path: '^electron/' },
      to: { path: '^(renderer|server)/' },
    },
    {
      name: 'window-is-a-client',
      comment:
        'The window is sandboxed: no Node.js, nothing of the engine or the server; it asks by client.call.',
      severity: 'error',
      from: { path: '^(renderer|server/console)/' },
      to: { path: ['^electron/', '^server/(?!console/)'] },
    },
    {
      name: 'window-has-no-node',
      comment: 'Node.js modules do not exist in a sandboxed window or a browser.',
      severity: 'error',
      from: { path: '^(renderer|server/console)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'ui-is-pure',
      comment:
        'ui/ gets values and callbacks, so that it serves both the window and the console of the province.',
      severity: 'error',
      from: { path: '^renderer/ui/' },
      to: { path: ['^domain/', '^renderer/(?!ui/)', '^server/', '^node_modules/zustand/'] },
    },
    {
      name: 'state-has-no-react',
      comment: 'State is tested without a screen; features read it, never the other way round.',
      severity: 'error',
      from: { path: '^renderer/state/' },
      to: {
        path: [
          '^renderer/(?!state/|bridge)',
          '^node_modules/(@types/)?(react|react-dom|react-aria-components|react-i18next|lucide-react)/',
          '^node_modules/zustand/(esm/)?(index|react)[.]',
        ],
      },
    },
    {
      name: 'features-do-not-meet',
      comment: 'A screen that needs another screen needs a piece of ui/ or state/ instead.',
      severity: 'error',
      from: { path: '^renderer/features/([^/]+)/' },
      to: { path: '^renderer/features/', pathNot: '^renderer/features/$1/' },
    },
    {
      name: 'features-do-not-call',
      comment: 'A feature calls actions of the state; only those talk to the engine.',
      severity: 'error',
      from: { path: '^renderer/features/' },
      to: { path: '^renderer/bridge[.]ts$' },
    },
    {
      name: 'server-stands-alone',
      comment:
        'The province runs the server without the desktop program: domain/ and packages only, not even its own console.',
      severity: 'error',
      from: { path: '^server/', pathNot: '^server/console/' },
      to: { path: ['^electron/', '^renderer/', '^server/console/'] },
    },
    {
      name: 'console-borrows-only-ui',
      comment: 'The console shares the look of the window, not its state or its screens.',
      severity: 'error',
      from: { path: '^server/console/' },
      to: { path: '^renderer/', pathNot: '^renderer/ui/' },
    },
    {
      name: 'entries-are-not-imported',
      comment: 'An entry acts when it is loaded; another process is started, never imported.',
      severity: 'error',
      from: { path: '^(domain|electron|renderer|server)/' },
      to: { path: ENTRIES },
    },
    {
      name: 'nothing-imports-tests-or-build',
      comment: 'Neither of them is shipped.',
      severity: 'error',
      from: { path: '^(domain|electron|renderer|server)/' },
      to: { path: '^(tests|build)/' },
    },
    {
      name: 'build-stands-alone',
      comment: 'Preparation runs before any package is installed, and bundling before any source is.',
      severity: 'error',
      from: { path: '^build/' },
      to: { path: '^(domain|electron|renderer|server|tests)/' },
    },
    {
      name: 'preparation-needs-no-package',
      comment: 'It runs before `npm ci`; what needs a package after that loads it late, by import().',
      severity: 'error',
      from: { path: '^build/(prepare|hoso|start|test|check)([.]mjs$|/)' },
      to: { path: '^node_modules/', dependencyTypesNot: ['dynamic-import', 'type-only'] },
    },
    {
      name: 'shipped-code-uses-shipped-packages',
      comment:
        'Programs for Node.js leave packages in node_modules, and only `dependencies` are there after packing.',
      severity: 'error',
      from: { path: ['^electron/', '^server/(?!console/)'] },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: '^node_modules/electron/',
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|artifacts|release|build/prepare/default-app)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
    },
  },
}
