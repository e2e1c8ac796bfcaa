import { expect, test } from 'vitest';
import { InputError } from '../lib/errors.ts';
import { aliasLimit, depthLimit, readDocument } from './document.ts';

function problemsOf(text: string): string {
  try {
    return readDocument(text, 'f')
      .problems.map(({ message }) => message)
      .join('\n');
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
}

test.each([
  ['a time of day stays text', 'at: 08:05', { at: '08:05' }],
  ['a date stays text', 'start: 2026-03-02', { start: '2026-03-02' }],
  [
    'a YAML 1.1 directive changes nothing',
    '%YAML 1.1\n---\non: yes\nat: 12:30:00',
    { on: 'yes', at: '12:30:00' },
  ],
  ['keys are text, as written', '08: 1\ntrue: 2', { '08': 1, true: 2 }],
  ['JSON is YAML, tabs and all', '{\n\t"a": [1, null],\n\t"b": "x"\n}', { a: [1, null], b: 'x' }],
  ['an alias repeats a value', 'a: &a [1]\nb: *a', { a: [1], b: [1] }],
  ['the latest anchor of a name counts', 'a: &x 1\nb: &x 2\nc: *x', { a: 1, b: 2, c: 2 }],
  ['carriage returns are line ends', 'a: 1\r\nb:\r\n  - 2\r\n', { a: 1, b: [2] }],
])('%s', (_, text, value) => {
  expect(readDocument(text, 'f').value).toEqual(value);
});

test('a key that would change the prototype of an object is a key like any other', () => {
  const { value } = readDocument('__proto__: { admin: true }', 'f');
  expect(Object.keys(value as object)).toEqual(['__proto__']);
  expect((value as { admin?: unknown }).admin).toBeUndefined();
});

test('places are those of keys and of values', () => {
  const { place, position } = readDocument('a:\n  - b: 1\n    c: 2\n', 'f');
  const entry = place.parts.get('a')?.place.parts.get('0')?.place.parts.get('c');
  expect(position(entry?.keyAt ?? 0)).toEqual({ line: 3, column: 5 });
  expect(position(entry?.place.at ?? 0)).toEqual({ line: 3, column: 8 });
});

test('a key without a value is where the key is', () => {
  const { place, position } = readDocument('a: 1\nb:\n\n\n', 'f');
  expect(position(place.parts.get('b')?.place.at ?? 0)).toEqual({ line: 2, column: 1 });
});

test(`aliases may stand for ${aliasLimit} values together, and no more`, () => {
  const hundred = `a: &a [${Array(99).fill('x').join(', ')}]\n`;
  const aliases = (count: number) => `${hundred}b: [${Array(count).fill('*a').join(', ')}]`;
  expect(problemsOf(aliases(100))).toBe('');
  expect(problemsOf(aliases(101))).toContain('stand for more than 10000 values');
});

test.each([
  ['[ without end', '['.repeat(20_000)],
  ['mappings in mappings', '{a: '.repeat(5000)],
  ['lists in lists', '- '.repeat(10_000)],
  ['lists in lists that end', `${'['.repeat(depthLimit + 2)}1${']'.repeat(depthLimit + 2)}`],
])('%s are refused as nested too deeply', (_, text) => {
  expect(problemsOf(text)).toContain('nested too deeply');
});

test('time grows with the length of the text and not with its square', () => {
  const text = (keys: number) => Array.from({ length: keys }, (_, i) => `key${i}: ${i}`).join('\n');
  const { problems, value } = readDocument(`${text(50_000)}\nkey7: 1`, 'f');
  expect(Object.keys(value as object)).toHaveLength(50_000);
  expect(problems).toHaveLength(1);
}, 15_000);
