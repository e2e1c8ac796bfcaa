import { expect, test } from 'vitest';
import { z } from 'zod';
import { differencesOf } from './differences.ts';

const schema = z.strictObject({
  type: z.literal('A'),
  data: z.strictObject({
    mode: z.enum(['X', 'Y']).optional(),
    level: z.literal([1, 2]).optional(),
    ids: z.array(z.string()).optional(),
    at: z.iso.datetime({ error: ({ input }) => `${JSON.stringify(input)} is no time.` }).optional(),
    state: z
      .discriminatedUnion('is', [
        z.strictObject({ is: z.literal('on'), n: z.int() }),
        z.strictObject({ is: z.literal('off') }),
      ])
      .optional(),
    either: z.union([z.string(), z.int()]).optional(),
  }),
});

const facts = { feed: null, eventId: null, eventType: 'A', typePath: 'type' };

const compare = (value: unknown) => differencesOf({ ...facts, value, schema });

const within = (data: unknown) => compare({ type: 'A', data });

test.each<[string, unknown, object]>([
  ['an unknown field', { mood: 1 }, { kind: 'unknown field', path: 'data.mood', found: 'number' }],
  [
    'another type',
    { ids: 'a' },
    { kind: 'other type', path: 'data.ids', found: 'string', expected: 'array' },
  ],
  ['null', { mode: null }, { kind: 'other type', path: 'data.mode', found: 'null', expected: 'string' }],
  ['a new value', { mode: 'Z' }, { kind: 'new value', path: 'data.mode', found: '"Z"', expected: 'X, Y' }],
  ['a number for a text', { level: '1' }, { kind: 'other type', path: 'data.level', found: 'string' }],
  ['an item of a list', { ids: ['a', 1, 2] }, { kind: 'other type', path: 'data.ids[]', found: 'number' }],
  [
    'another form, without its value',
    { at: 'x' },
    { kind: 'other form', path: 'data.at', expected: 'it is no time.' },
  ],
  ['a new form', { state: { is: 'odd' } }, { kind: 'new value', path: 'data.state.is', found: '"odd"' }],
  ['a form without its field', { state: { is: 'on' } }, { kind: 'missing field', path: 'data.state.n' }],
  ['neither of two', { either: true }, { kind: 'other type', path: 'data.either', found: 'boolean' }],
])('%s is told once', (_what, data, difference) => {
  expect(within(data)).toMatchObject([difference]);
});

test('a missing field, an unknown type and what cannot be read are told', () => {
  expect(compare({ type: 'A' })).toMatchObject([{ kind: 'missing field', path: 'data' }]);
  expect(differencesOf({ ...facts, value: { type: 'B' }, schema: undefined })).toMatchObject([
    { kind: 'unknown event type', path: 'type', found: '"B"' },
  ]);
  expect(compare(undefined)).toMatchObject([{ kind: 'unreadable' }]);
});

test('what agrees, and what is no event, has no differences', () => {
  expect(within({ mode: 'X' })).toEqual([]);
  expect(differencesOf({ ...facts, value: { type: 'B' }, schema: null })).toEqual([]);
});
