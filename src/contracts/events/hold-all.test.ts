import { expect, test } from 'vitest';
import { readPact } from '../pact/read-pact.ts';
import { holdAll } from './hold-all.ts';

const content = { data: { id: '1', count: 2, name: 'x' }, list: [1] };

function hold(contents: readonly unknown[], body: object = {}): string[] {
  const interaction = {
    type: 'Asynchronous/Messages',
    description: 'd',
    contents: { content, contentType: 'application/json', encoded: false },
    matchingRules: { body },
  };
  const pact = { consumer: { name: 'c' }, provider: { name: 'p' }, interactions: [interaction] };
  const read = readPact('p.json', JSON.stringify(pact));
  if ('problems' in read || read.pact.interactions[0] === undefined) throw new Error(JSON.stringify(read));
  return holdAll(read.pact.interactions[0], contents);
}

test('what every message has is not told, and more than is read makes no difference', () => {
  expect(hold([content, { ...content, more: 1 }])).toEqual([]);
});

test('what only some have is told with their number, once for a whole branch', () => {
  const without = { data: { id: '1', count: 2, name: null }, list: [1] };
  expect(hold([content, without, { data: { id: '1', count: 3 }, list: [] }])).toEqual([
    '1 of 3 messages of this type have data.name.',
  ]);
  expect(hold([content, { list: [1] }])).toEqual(['1 of 2 messages of this type have data.']);
});

test('so are another type and another form than the rule says', () => {
  const body = { '$.data.id': { combine: 'AND', matchers: [{ match: 'regex', regex: String.raw`\d+` }] } };
  const other = { data: { id: 'x', count: '2', name: 'y' }, list: [] };
  expect(hold([content, other], body)).toEqual([
    'data.id fits its rule in 1 of 2 messages of this type.',
    'data.count is a number in 1 of 2 messages of this type, and something else in the others.',
  ]);
});
