import { expect, test } from 'vitest';
import { readPact } from '../pact/read-pact.ts';
import { holdAll } from './hold-all.ts';

const content = { data: { id: '1', count: 2, name: 'x' }, list: [1] };

const typed = { $: { combine: 'AND', matchers: [{ match: 'type' }] } };

function hold(contents: readonly unknown[], body: object = typed, more: object = {}) {
  const interaction = {
    type: 'Asynchronous/Messages',
    description: 'd',
    contents: { content, contentType: 'application/json', encoded: false },
    matchingRules: { body },
    ...more,
  };
  const pact = { consumer: { name: 'c' }, provider: { name: 'p' }, interactions: [interaction] };
  const read = readPact('p.json', JSON.stringify(pact));
  if ('problems' in read || read.pact.interactions[0] === undefined) throw new Error(JSON.stringify(read));
  const { lacking, notes } = holdAll(read.pact.interactions[0], contents);
  return { lacking: lacking.map(({ text }) => text), notes: notes.map(({ text }) => text) };
}

test('what every message has is not told, and more than is read makes no difference', () => {
  expect(hold([content, { ...content, more: 1 }])).toEqual({ lacking: [], notes: [] });
});

test('what only some have is lacking, with their number, once for a whole branch', () => {
  const without = { data: { id: '1', count: 2, name: null }, list: [1] };
  expect(hold([content, without, { data: { id: '1', count: 3 }, list: [] }]).lacking).toEqual([
    '1 of 3 messages of this type have data.name.',
  ]);
  expect(hold([content, { list: [1] }]).lacking).toEqual(['1 of 2 messages of this type have data.']);
});

test('so is what is of another type; of another form than a rule says is a note', () => {
  const body = {
    ...typed,
    "$.data['id']": { combine: 'AND', matchers: [{ match: 'regex', regex: String.raw`\d+` }] },
  };
  const other = { data: { id: 'x', count: '2', name: 'y' }, list: [] };
  expect(hold([content, other], body)).toEqual({
    lacking: ['data.count is a number in 1 of 2 messages of this type, and something else in the others.'],
    notes: ['data.id fits its rule in 1 of 2 messages of this type.'],
  });
});

test('a null is there where a rule takes one, and its key has to be', () => {
  const orNull = { combine: 'OR', matchers: [{ match: 'type' }, { match: 'null' }] };
  const body = { ...typed, '$.data.name': orNull };
  const none = { ...content, data: { id: '1', count: 2, name: null } };
  expect(hold([content, none], body).lacking).toEqual([]);
  expect(hold([content, { ...content, data: { id: '1', count: 2 } }], body).lacking).toHaveLength(1);
});

test('what the contract says is there only sometimes is a note', () => {
  const without = { ...content, data: { id: '1', count: 2 } };
  expect(hold([content, without], typed, { comments: { sometimes: ["$.data['name']"] } })).toEqual({
    lacking: [],
    notes: ['1 of 2 messages of this type have data.name.'],
  });
});

test('what must be equal narrows the messages down to the variant that is meant', () => {
  const ofName = { '$.data.count': { combine: 'AND', matchers: [{ match: 'type' }] } };
  const other = { data: { id: '1', name: 'y' }, list: [1] };
  expect(hold([content, other], ofName).lacking).toEqual([]);
  expect(hold([content, { ...other, data: { id: '1', name: 'x' } }], ofName).lacking).toEqual([
    '1 of 2 messages of this type have data.count.',
  ]);
});
