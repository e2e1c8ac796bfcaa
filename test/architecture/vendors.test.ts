import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../src');

const folders = readdirSync(path.join(root, 'dialects'), { withFileTypes: true })
  .filter((entry) => existsSync(path.join(root, 'dialects', entry.name, 'vendor.ts')))
  .map(({ name }) => name);

/** A vendor, or one of its products. */
const vendor = new RegExp([...folders, 'ringcx', 'wfm'].join('|'), 'i');
/** Enreach's product as a word of its own, not as a part of `started` or `sortEntries`. */
const rte = /(?<![A-Za-z])(?:rte|Rte|RTE)(?![a-z])|(?<=[a-z])Rte(?![a-z])/;

/** Where a vendor may be named, and why. */
const homes: readonly (readonly [where: RegExp, why: string])[] = [
  [/^dialects\/\w+\//, "the vendor's own folder"],
  [/^dialects\/index\.ts$/, 'the map: an import and a name for each'],
  [
    /^cli\/tap(\.ts$|\/)/,
    "a command for one vendor's clients: it speaks to that vendor's hub, a real one too",
  ],
  [/^cli\/load\/hub\//, "clients of the one vendor's hub that phoney serves, by the hundred"],
];

/**
 * Comments, regular expressions and strings in the order in which they stand, so that none is taken for a part of another. A
 * division is told from a regular expression by what comes before it.
 */
const tokens =
  /\/\*[\s\S]*?\*\/|\/\/.*|(?<=(?:[=(,:[!&|?{};>]|\breturn)\s*)\/(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g;

/**
 * The code without comments and without text for people: a string with a space in it is a sentence or an example of a command
 * line, whose readers know their vendor by name. A string without one is compared with, looked up or sent, and is code; so
 * are the expressions in a template.
 */
function codeOf(source: string): string {
  return source.replaceAll(tokens, (token) => {
    if (/^\/[*/]/.test(token)) return '';
    if (!/^['"`]/.test(token) || !/\s/.test(token)) return token;
    return (token.match(/\$\{[^}]*\}/g) ?? []).join(' ');
  });
}

const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll(path.sep, '/'))
  .filter((file) => file.endsWith('.ts') && !/\.(test|suite)\.ts$/.test(file))
  .filter((file) => !homes.some(([where]) => where.test(file)));

test.each(files)('%s knows no vendor by name', (file) => {
  const lines = codeOf(readFileSync(path.join(root, file), 'utf8')).split('\n');
  expect(lines.filter((line) => vendor.test(line) || rte.test(line))).toEqual([]);
});

test.each([
  ['an identifier', 'const asappLanes = [];'],
  ['an import', "import { x } from './dialects/enreach/index.ts';"],
  ['a string to compare with', "if (name === 'ringcentral') return;"],
  ['a regular expression', 'const own = /(wfm|x)/;'],
  ['an expression in a sentence', 'say(`no ${targets.asapp} there`);'],
  ['a product', 'interface RteAccess {}'],
  ['code after a quote in a regular expression', "const a = /'/; const asapp = 'x';"],
])('a vendor is found in %s', (_, source) => {
  const code = codeOf(source);
  expect(vendor.test(code) || rte.test(code)).toBe(true);
});

test.each([
  ['a comment', '// as ASAPP does\n/* RTE, RingCX */'],
  ['a sentence', "fail('Write a feed, such as asapp.journey.');"],
  ['a part of another word', 'const startedMs = sortEntries(aborted, QuarterEnd);'],
])('and not in %s', (_, source) => {
  const code = codeOf(source);
  expect(vendor.test(code) || rte.test(code)).toBe(false);
});
