/** Set by the bundler where a package is made under another version than `package.json` has. */
declare const PACKAGED_VERSION: string | undefined

/** The version of this program, as `package.json` has it. */
export const PROGRAM_VERSION = typeof PACKAGED_VERSION === 'undefined' ? '0.1.0' : PACKAGED_VERSION
