import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ReportSuite } from '../../src/report/cases.ts';
import { formatJUnit } from '../../src/report/junit.ts';
import { mistakesInJUnit } from './valid-junit.ts';

/** Whatever a receiver may have sent: control characters, halves of characters, ends of elements. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(']]>', '</failure>', '<!--', '\uD800', '\uFFFE\u0000', '&amp;', 'a\r\nb\tc'),
);

const suite: fc.Arbitrary<ReportSuite> = fc.record({
  name: text,
  properties: fc.dictionary(text, text, { maxKeys: 2 }),
  startedAtMs: fc.integer({ min: 0, max: 4e12 }),
  cases: fc.array(
    fc.record({
      name: text,
      outcome: fc.constantFrom('passed' as const, 'failed' as const, 'skipped' as const),
      message: text,
      details: fc.array(text, { maxLength: 3 }),
      durationMs: fc.double({ min: 0, max: 1e12, noNaN: true }),
    }),
    { maxLength: 5 },
  ),
});

test('JUnit XML is valid for the common schema, whatever the texts hold', async () => {
  const suites = fc.sample(suite, { numRuns: 200, seed: 11 });
  expect(await mistakesInJUnit(formatJUnit(suites))).toEqual([]);
});

test('no suites at all are a valid report, too', async () => {
  expect(await mistakesInJUnit(formatJUnit([]))).toEqual([]);
});

test('a schema that finds no fault with anything would be none', async () => {
  expect(await mistakesInJUnit('<testsuites><testsuite name="a"/></testsuites>')).not.toEqual([]);
});

test('there is a case for each demand, with what is wrong in the text of a failure', () => {
  const cases = [
    { name: 'a', outcome: 'passed', message: 'It held.', details: [] },
    { name: 'b', outcome: 'failed', message: '7, expected at most 0', details: ['#1 <dropped>', '#2'] },
    { name: 'c', outcome: 'skipped', message: 'pending', details: [] },
  ] as const;
  const xml = formatJUnit([
    { name: 'phoney run day.yaml', properties: { seed: '7' }, durationMs: 1500, cases },
  ]);
  expect(xml.split('\n')).toEqual([
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites>',
    '  <testsuite package="phoney" id="0" name="phoney run day.yaml" timestamp="1970-01-01T00:00:00" hostname="localhost" tests="3" failures="1" errors="0" skipped="1" time="1.500">',
    '    <properties>',
    '      <property name="producer" value="phoney"/>',
    '      <property name="seed" value="7"/>',
    '    </properties>',
    '    <testcase classname="phoney run day.yaml" name="a" time="0.000"/>',
    '    <testcase classname="phoney run day.yaml" name="b" time="0.000"><failure type="failure" message="7, expected at most 0">7, expected at most 0',
    '#1 &lt;dropped&gt;',
    '#2</failure></testcase>',
    '    <testcase classname="phoney run day.yaml" name="c" time="0.000"><skipped>pending</skipped></testcase>',
    '    <system-out/>',
    '    <system-err/>',
    '  </testsuite>',
    '</testsuites>',
    '',
  ]);
});
