import { expect, test } from 'vitest';
import { z } from 'zod';
import { rulesOfSchema } from './rules-of-schema.ts';

const single = (matcher: object) => ({ combine: 'AND', matchers: [matcher] });
const typed = (matcher: object) => ({ combine: 'AND', matchers: [{ match: 'type' }, matcher] });

test('what a schema leaves open may vary, and what it fixes may not', () => {
  const schema = z.strictObject({
    name: z.literal('feed'),
    kind: z.enum(['a.b', 'c']),
    id: z.guid(),
    at: z.iso.datetime(),
    count: z.int(),
    share: z.number(),
    open: z.boolean(),
    text: z.string().optional(),
    digits: z.string().regex(/^\d+$/),
    list: z.array(z.strictObject({ n: z.int() })),
    none: z.array(z.string()),
    values: z.record(z.string(), z.string()),
    'a b': z.int(),
  });
  const example = {
    name: 'feed',
    kind: 'c',
    id: '',
    at: '',
    count: 1,
    share: 1.5,
    open: true,
    digits: '1',
    list: [{ n: 1 }],
    none: [],
    values: { key: 'x' },
    'a b': 1,
  };
  expect(rulesOfSchema(schema, example)).toEqual({
    '$.kind': typed({ match: 'regex', regex: String.raw`^(a\.b|c)$` }),
    '$.id': typed({ match: 'regex', regex: expect.stringMatching(/^\^.*\$$/) as string }),
    '$.at': typed({ match: 'regex', regex: expect.stringMatching(/^\^.*\$$/) as string }),
    '$.count': single({ match: 'integer' }),
    '$.share': single({ match: 'number' }),
    '$.open': typed({ match: 'boolean' }),
    '$.digits': typed({ match: 'regex', regex: String.raw`^\d+$` }),
    '$.list': single({ match: 'type' }),
    '$.list[*].n': single({ match: 'integer' }),
    '$.none': single({ match: 'type' }),
    '$.values': single({ match: 'values' }),
    '$.values.*': single({ match: 'type' }),
    "$['a b']": single({ match: 'integer' }),
  });
});

test('what may be null may be null or what else it may be', () => {
  const schema = z.strictObject({
    a: z.string().nullable(),
    b: z.int().nullable(),
    c: z.string().nullable(),
  });
  expect(rulesOfSchema(schema, { a: null, b: 1, c: 'x' })).toEqual({
    '$.a': { combine: 'OR', matchers: [{ match: 'null' }, { match: 'regex', regex: String.raw`^[\s\S]*$` }] },
    '$.b': { combine: 'OR', matchers: [{ match: 'null' }, { match: 'integer' }] },
    '$.c': { combine: 'OR', matchers: [{ match: 'null' }, { match: 'type' }] },
  });
});

test('a form beside null counts only where no number has it, for then the type cannot be told as well', () => {
  const schema = z.strictObject({
    digits: z.string().regex(/^\d+$/).nullable(),
    word: z.enum(['IN', 'OUT']).nullable(),
    open: z.boolean().nullable(),
  });
  const either = (matcher: object) => ({ combine: 'OR', matchers: [{ match: 'null' }, matcher] });
  expect(rulesOfSchema(schema, { digits: '1', word: 'IN', open: true })).toEqual({
    '$.digits': either({ match: 'type' }),
    '$.word': either({ match: 'regex', regex: '^(IN|OUT)$' }),
    '$.open': either({ match: 'type' }),
  });
});

test('a fixed place is equal to the example', () => {
  expect(rulesOfSchema(z.strictObject({ kind: z.enum(['a', 'b']) }), { kind: 'a' }, ['$.kind'])).toEqual({});
});
