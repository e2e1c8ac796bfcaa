import { expect, test } from 'vitest';
import { checkSelection, choose } from './select.ts';

const demands = ['tls.version-1.3', 'tls.version-1.2', 'http.status', 'load.in-time'].map((id) => ({ id }));

test.each([
  ['http.status', { only: [], skip: [] }, 'look'],
  ['http.status', { only: ['http'], skip: [] }, 'look'],
  ['http.status', { only: ['tls'], skip: [] }, 'leave out'],
  ['http.status', { only: [], skip: ['http.status'] }, 'skip'],
  ['http.status', { only: ['http'], skip: ['http'] }, 'skip'],
  // Groups are whole names.
  ['http.status', { only: ['ht'], skip: [] }, 'leave out'],
] as const)('%s with %j: %s', (id, selection, choice) => {
  expect(choose(id, selection)).toBe(choice);
});

test('names of groups and of demands are known', () => {
  expect(checkSelection({ only: ['tls', 'http.status'], skip: ['load.in-time'] }, demands)).toEqual([]);
});

test.each([
  ['htp', 'Did you mean http? '],
  ['in-time', 'Did you mean load.in-time? '],
  ['tls.version-1.4', 'Did you mean tls.version-1.2 or tls.version-1.3? '],
  ['elephants', ''],
])('"%s" is a mistake, with what may have been meant', (name, hint) => {
  const message = `"${name}" is no demand and no group of demands. ${hint}--list shows them all.`;
  expect(checkSelection({ only: [], skip: [name] }, demands)).toEqual([{ path: '--skip', message }]);
});
