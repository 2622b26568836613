// RFC 8785 by what Node has: numbers and strings as JSON.stringify writes them, names in the order of their UTF-16 units.
// Reads lines from standard input; answers each with its canonical form.
'use strict';
const stringify = (value) => {
  if (Array.isArray(value)) return `[${value.map(stringify).join()}]`;
  if (!value || typeof value !== 'object') return JSON.stringify(value);
  return `{${Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${stringify(value[name])}`).join()}}`;
};
const lines = require('fs').readFileSync(0, 'utf8').split('\n').slice(0, -1);
process.stdout.write(lines.map((line) => `${stringify(JSON.parse(line))}\n`).join(''));
