/** @typedef {import('./program-tables.mjs').ProgramTables} ProgramTables */
/** @typedef {import('./program-tables.mjs').ShownCommand} ShownCommand */

/** @param {string} text */
export function escapeHtml(text) {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

/** Keys such as `Ctrl+Shift+P`, a cap for each. @param {string} keys */
export function keyCaps(keys) {
  const isPlus = keys === '+' || keys.endsWith('++')
  const caps = [
    ...(isPlus ? keys.slice(0, -1) : keys).split('+').filter((cap) => cap !== ''),
    ...(isPlus ? ['+'] : []),
  ]
  return `<span class="keys">${caps.map((cap) => `<kbd>${escapeHtml(cap)}</kbd>`).join('+')}</span>`
}

/** @param {ProgramTables} tables @param {string} id @returns {ShownCommand} @throws {RangeError} where there is no such command */
function commandIn({ groups }, id) {
  const command = groups.flatMap(({ commands }) => commands).find((each) => each.id === id)
  if (command === undefined)
    throw new RangeError(`the manual names the command ${id}, which is none of the program`)
  return command
}

/** The first keys of a command; those of the list of commands, where it is found, if it has none. @param {ProgramTables} tables @param {string} id */
export function keysOf(tables, id) {
  const [keys] = [...commandIn(tables, id).keys, ...commandIn(tables, 'palette').keys]
  return keyCaps(keys ?? '')
}

/** Every command that has keys, by where it is used. @param {ProgramTables} tables */
export function shortcutTables({ groups }) {
  const sections = groups
    .map(({ title, commands }) => ({ title, commands: commands.filter(({ keys }) => keys.length > 0) }))
    .filter(({ commands }) => commands.length > 0)
    .map(
      ({ title, commands }, at) =>
        `<section><h2 id="phim-tat--${at + 1}">${escapeHtml(title)}</h2>\n${commandTable(commands)}</section>`,
    )
  return `<div class="key-list">${sections.join('\n')}</div>`
}

/** @param {readonly ShownCommand[]} commands */
function commandTable(commands) {
  const rows = commands.map(
    ({ name, keys }) =>
      `<tr><td>${escapeHtml(name)}</td><td>${keys.map(keyCaps).join(' <span class="or">hoặc</span> ')}</td></tr>`,
  )
  return `<table class="shortcuts"><thead><tr><th>Việc</th><th>Phím</th></tr></thead><tbody>${rows.join('')}</tbody></table>`
}

/** A few commands with their first keys, for the card on the desk. @param {ProgramTables} tables @param {readonly string[]} ids */
export function keyCard(tables, ids) {
  const rows = ids.map(
    (id) => `<li><span>${escapeHtml(commandIn(tables, id).name)}</span>${keysOf(tables, id)}</li>`,
  )
  return `<ul class="card-keys">${rows.join('')}</ul>`
}
