import fc from 'fast-check';
import { expect, test } from 'vitest';
import { operations } from '../../src/control/operations.ts';
import { openWithRun } from './setting.ts';

const names = [
  'do',
  'at',
  'queue',
  'agent',
  'contact',
  'by',
  'speed',
  'rate',
  'vendor',
  'eventType',
  'overrides',
];
const words = fc.oneof(
  fc.constantFrom(
    'contact.start',
    'agent.log-out',
    'Sales',
    'alice',
    '+1s',
    '1s',
    '__proto__',
    'constructor',
    '\u0000',
  ),
  fc.string(),
);
const { json } = fc.letrec((tie) => ({
  json: fc.oneof(
    { maxDepth: 4 },
    words,
    fc.double(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('json'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string()), tie('json'), { maxKeys: 4 }),
  ),
}));

/** What would end the run, or make the rest wait: everything else is asked. */
const harmless = operations.filter(
  ({ id }) => !['stopRun', 'reset', 'advanceRun', 'followRecords'].includes(id),
);

const asked = fc.record({
  pattern: fc.constantFrom(...harmless.map((operation) => operation.path)),
  method: fc.constantFrom('GET', 'POST', 'POST', 'POST', 'DELETE', 'PUT', 'PATCH', 'HEAD', 'OPTIONS'),
  segment: fc.oneof(
    fc.webSegment(),
    fc.constantFrom('%', '%zz', '%00', '%c3%28', '..', '1', '-1', '1e9', '99999999999999999999'),
  ),
  query: fc.oneof(
    fc.constant(''),
    fc.webQueryParameters().map((text) => `?${text}`),
    fc.constantFrom('?limit=%', '?wait=true', '?__proto__=1'),
  ),
  body: fc.oneof(
    json.map((value) => JSON.stringify(value)),
    fc.string(),
    fc.constantFrom(
      '',
      '{',
      '['.repeat(20_000),
      '{"do":'.repeat(5000),
      '"\\ud800"',
      `{"__proto__":{"do":"run.stop"}}`,
    ),
  ),
});

test('no request gets a stack or a 500, and the server goes on', { timeout: 120_000 }, async () => {
  const { call, bugs } = await openWithRun();
  await fc.assert(
    fc.asyncProperty(asked, async ({ pattern, method, segment, query, body }) => {
      const path = `${pattern.replaceAll(/\{\w+\}/g, () => segment)}${query}`;
      const raw = Buffer.from(body);
      const { status, text } = await call(method, path, undefined, method === 'GET' ? {} : { raw });
      expect(status, `${method} ${path} ${body}\n${text}`).toBeLessThan(500);
      expect(text).not.toMatch(/node_modules|\.ts:\d+|at \w+ \(/);
    }),
    { numRuns: 3000, seed: 8 },
  );
  expect(bugs).toEqual([]);
  expect((await call('GET', '/health')).status).toBe(200);
});
