import { describe, expect, test } from 'vitest';
import type { EngineResult } from '../engine/protocol.ts';
import type { Interaction, Pact } from '../pact/pact.ts';
import { formatAs } from '../../report/forms.ts';
import { formatText } from './report-text.ts';
import { reportContracts } from './reported.ts';
import { makeReport, type ContractReport } from './report.ts';

const plain = { good: (text: string) => text, bad: (text: string) => text, dim: (text: string) => text };

const interaction = (description: string, pending = false): Interaction => ({
  kind: 'message',
  description,
  states: [{ name: 'it <rains>', params: {} }],
  pending,
  example: {},
  document: {},
});
const pact: Pact = {
  source: 'p.json',
  consumer: 'a & b',
  provider: 'asapp',
  specification: '4.0',
  interactions: [interaction('one'), interaction('two'), interaction('three', true)],
};
const passed = (id: number): EngineResult => ({
  id,
  verified: 1,
  ok: true,
  mismatches: [],
  error: null,
  durationMs: 12,
});
const failed = (id: number): EngineResult => ({
  ...passed(id),
  ok: false,
  mismatches: [{ type: 'BodyMismatch', path: '$.a', mismatch: 'Expected "x" & got\u0000 <null>' }],
});

function report(
  results: readonly EngineResult[],
  incidents: Readonly<Record<number, string>> = {},
): ContractReport {
  return makeReport({
    command: 'verify-simulator',
    pacts: [pact],
    engineVersion: '1',
    results,
    incidentsOf: (id) => (incidents[id] === undefined ? [] : [{ kind: 'state', text: incidents[id] }]),
  });
}

describe('the number verified is held against the number in the files', () => {
  test('everything verified is a success', () => {
    expect(report([passed(0), passed(1), passed(2)])).toMatchObject({
      verdict: 'verified',
      counts: { inFiles: 3, verified: 3, passed: 3 },
    });
  });

  test('an interaction that the engine does not mention is not verified', () => {
    expect(report([passed(0), passed(2)])).toMatchObject({
      verdict: 'mismatch',
      counts: { inFiles: 3, verified: 2, passed: 2, failed: 0 },
    });
  });

  test('nor is one of which it says that it verified nothing', () => {
    expect(report([passed(0), { ...passed(1), verified: 0 }, passed(2)])).toMatchObject({
      verdict: 'mismatch',
      counts: { verified: 2 },
    });
  });

  test('a failure counts, and one that is pending does not', () => {
    expect(report([failed(0), passed(1), passed(2)])).toMatchObject({
      verdict: 'mismatch',
      counts: { failed: 1 },
    });
    expect(report([passed(0), passed(1), failed(2)])).toMatchObject({
      verdict: 'verified',
      counts: { pending: 1 },
    });
  });

  test('an incident fails what the engine passed', () => {
    expect(report([passed(0), passed(1), passed(2)], { 1: 'no such state' })).toMatchObject({
      verdict: 'mismatch',
      counts: { failed: 1 },
    });
  });
});

test('the text has a line for each interaction, what is wrong below it, and the count', () => {
  expect(formatText(report([passed(0), failed(1), failed(2)]), plain)).toEqual([
    'a & b -> asapp (p.json)',
    '  ok      one given it <rains>',
    '  FAILED  two given it <rains>',
    String.raw`          body $.a: Expected "x" & got\u0000 <null>`,
    '  pending three given it <rains>',
    String.raw`          body $.a: Expected "x" & got\u0000 <null>`,
    '3 of 3 interactions checked, 1 failed, 1 pending',
  ]);
});

const made = { phoney: '1.2.3', startedAtMs: Date.parse('2026-03-02T08:00:00Z') };

test('JUnit has a suite per pact and a case per interaction; one that is pending is skipped', () => {
  const wrong = 'body $.a: Expected &quot;x&quot; &amp; got &lt;null&gt;';
  const suite = 'package="phoney" id="0" name="a &amp; b -&gt; asapp" timestamp="2026-03-02T08:00:00"';
  const of = 'classname="a &amp; b -&gt; asapp" name="given it &lt;rains&gt;,';
  expect(formatAs('junit', reportContracts(report([passed(0), failed(1), failed(2)]), made))).toBe(
    [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<testsuites>',
      `  <testsuite ${suite} hostname="localhost" tests="3" failures="1" errors="0" skipped="1" time="0.036">`,
      '    <properties>',
      '      <property name="producer" value="phoney"/>',
      '      <property name="source" value="p.json"/>',
      '    </properties>',
      `    <testcase ${of} one" time="0.012"/>`,
      `    <testcase ${of} two" time="0.012"><failure type="failure" message="${wrong}">${wrong}</failure></testcase>`,
      `    <testcase ${of} three" time="0.012"><skipped>pending: ${wrong}</skipped></testcase>`,
      '    <system-out/>',
      '    <system-err/>',
      '  </testsuite>',
      '</testsuites>',
      '',
    ].join('\n'),
  );
});

test.each(['html', 'markdown', 'text'] as const)('the report as %s tells of every interaction', (form) => {
  const text = formatAs(form, reportContracts(report([passed(0), failed(1), failed(2)]), made));
  for (const description of ['one', 'two', 'three']) expect(text).toContain(description);
  if (form !== 'text') expect(text).not.toContain('<null>');
});
