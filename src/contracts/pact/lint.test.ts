import { expect, test } from 'vitest';
import { wireEvents } from '../../dialects/asapp/wire/index.ts';
import { diffPacts } from './diff.ts';
import { lintPact } from './lint.ts';
import type { Pact } from './pact.ts';
import { readPact } from './read-pact.ts';
import { readSchema } from './rules-of-schema.ts';

function pact(interactions: readonly unknown[]): Pact {
  const document = {
    consumer: { name: 'c' },
    provider: { name: 'p' },
    interactions,
    metadata: { pactSpecification: { version: '4.0' } },
  };
  const read = readPact('p.json', JSON.stringify(document));
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read.pact;
}

const message = (description: string, content: unknown, body: object = {}) => ({
  type: 'Asynchronous/Messages',
  description,
  contents: { content, contentType: 'application/json', encoded: false },
  matchingRules: { body },
});
const rule = (matcher: object) => ({ combine: 'AND', matchers: [matcher] });

const lint = (...interactions: readonly unknown[]): string[] =>
  lintPact(pact(interactions), {
    schemaOf: (example) =>
      typeof example === 'object' && example !== null && 'data' in example
        ? readSchema(wireEvents.activity)
        : undefined,
    explainUnmet: () => undefined,
  }).map(({ severity, message }) => `${severity} ${message}`);

test('a regular expression that looks like a part of a text is doubtful, and one that is none is wrong', () => {
  const regex = (pattern: string) => ({ '$.a': rule({ match: 'regex', regex: pattern }) });
  expect(lint(message('a', { a: 'x' }, regex('^Queue')))).toEqual([
    expect.stringMatching(/^warning \$\.a: "\^Queue" looks like a part/),
  ]);
  expect(lint(message('a', { a: 'x' }, regex('ell')))).toHaveLength(1);
  expect(lint(message('a', { a: 'x' }, regex('[0-9a-f]{8}')))).toEqual([]);
  expect(lint(message('a', { a: 'x' }, regex('(')))).toEqual([
    expect.stringMatching(/^error \$\.a: "\(" is not a regular expression/),
  ]);
  expect(
    lint(message('a', { a: 'x' }, regex('^(a|b)$')), message('b', { a: 'x' }, regex('^Queue.*'))),
  ).toEqual([]);
});

test('rules that hold nothing are errors: of no part, of no matcher, for a place that the example does not have', () => {
  const bdy = { ...message('a', { a: 'x' }), matchingRules: { bdy: { '$.a': rule({ match: 'type' }) } } };
  expect(lint(bdy)).toEqual(['error Rules for "bdy" are read by nobody. Did you mean body?']);
  expect(lint(message('a', { a: 'x' }, { '$.a': rule({ match: 'tpye' }) }))).toEqual([
    'error $.a: "tpye" is no matcher. Did you mean time or type?',
  ]);
  expect(lint(message('a', { a: { b: 1 } }, { '$.a.c': rule({ match: 'type' }) }))).toEqual([
    'error $.a.c: the example has no such place, so that the rule holds nothing.',
  ]);
  const type = rule({ match: 'type' });
  const rules = {
    $: type,
    '$.a': type,
    "$['a'][0].b": type,
    '$.a[*].b': type,
    '$.a[*].*': type,
    '$.e[*].x': type,
  };
  expect(lint(message('a', { a: [{ b: 1 }], e: [] }, rules))).toEqual([]);
  const two = { ...message('a', { a: 'x' }), matchingRules: { '$.body.b': { match: 'type' } } };
  expect(lint(two)).toEqual([expect.stringContaining('$.b: the example has no such place')]);
});

test('an optional field is told, unless the contract says that it is there only sometimes', () => {
  const read = message('a', { event_type: 'agent_activity_status_updated', data: { external_rep_id: 'x' } });
  expect(lint(read)).toEqual([
    'note $.data.external_rep_id is optional: not every message of this type has it.',
  ]);
  expect(lint({ ...read, comments: { sometimes: ['$.data.external_rep_id'] } })).toEqual([]);
});

test('an expectation of nothing, and the same twice, are told', () => {
  expect(lint(message('a', {}), message('a', {}))).toEqual([
    expect.stringContaining('error It expects nothing'),
    expect.stringContaining('error There is another interaction'),
    expect.stringContaining('error It expects nothing'),
  ]);
});

test('fields, values and nulls that the vendor never sends are errors, with what may be meant', () => {
  expect(lint(message('a', { data: { rep_idd: '1', desk_mode: 'VOICES', rep_name: null } }))).toEqual([
    'error $.data.rep_idd is no field that the vendor sends. Did you mean rep_id?',
    `error $.data.desk_mode is "VOICES", which is not one of the vendor's values. Did you mean VOICE?`,
    'error $.data.rep_name is null, and the vendor leaves a field out instead.',
  ]);
});

test('a field that not every message has is noted, and a value of another type is an error', () => {
  const data = { rep_id: 12, external_rep_id: 'E-17' };
  expect(lint(message('a', { data }))).toEqual([
    'error $.data.rep_id is 12, and the vendor sends text there.',
    'note $.data.external_rep_id is optional: not every message of this type has it.',
  ]);
});

test('contracts differ by interactions and by values, wherever they stand in the file', () => {
  const before = [pact([message('a', { x: 1 }), message('b', { y: 1 }), message('c', {})])];
  const after = [pact([message('c', {}), message('a', { x: '1', z: 2 }), message('d', {})])];
  expect(diffPacts(before, before)).toEqual([]);
  expect(
    diffPacts(before, after).map(({ kind, interaction, details }) => [kind, interaction, details]),
  ).toEqual([
    ['changed', 'a', ['contents.content.x: 1 became "1"', 'contents.content.z: 2 was added']],
    ['removed', 'b', []],
    ['added', 'd', []],
  ]);
});
