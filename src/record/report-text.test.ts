import { expect, test } from 'vitest';
import { formatReport } from './report-text.ts';
import { silentFeed, type Summary } from './summary.ts';
import type { ExpectationResult } from './verdict.ts';

const plain = (text: string): string => text;
const emphasis = { good: plain, bad: plain, dim: plain, bold: plain };

function report(result: Omit<ExpectationResult, 'id'>, errors: Summary['errors'] = {}): string {
  const summary: Summary = { ...silentFeed, errors, feeds: {}, events: 0, open: 0 };
  return formatReport(summary, [{ id: 'it', ...result }], 1000, emphasis).join('\n');
}

test.each<[Omit<ExpectationResult, 'id'>, string]>([
  [
    { kind: 'time', ok: true, actual: 25.9031, bound: { max: 2000 } },
    '✓ it: 25.903 ms, expected at most 2000 ms',
  ],
  [
    { kind: 'time', ok: false, actual: null, bound: { max: 2000 } },
    '✗ it: nothing was measured, expected at most 2000 ms',
  ],
  [{ kind: 'count', ok: true, actual: 14558, bound: { min: 5000 } }, '✓ it: 14 558, expected at least 5 000'],
  [{ kind: 'share', ok: false, actual: 0.9999999, bound: { min: 1 } }, '✗ it: 0.999999, expected at least 1'],
])('an expectation reads with its unit, and never like a bound that it missed: %j', (result, line) => {
  expect(report(result)).toContain(line);
});

test('an error that is known says what to do', () => {
  const bound: ExpectationResult['bound'] = { max: 0 };
  const text = report({ kind: 'count', ok: false, actual: 2, bound }, { ECONNREFUSED: 3, 'status 500': 1 });
  expect(text).toContain('errors    ECONNREFUSED × 3, status 500 × 1');
  expect(text).toContain('ECONNREFUSED: Nothing listens at that address.');
  expect(text).not.toContain('status 500:');
});
