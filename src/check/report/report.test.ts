import { expect, test } from 'vitest';
import { formatAs } from '../../report/forms.ts';
import { reportCheck } from './reported.ts';
import { formatEnd, formatJudged } from './report-text.ts';
import { checkReportSchema } from './schema.ts';
import { makeReport, type Judged } from './report.ts';

const plain = (text: string): string => text;
const paint = { good: plain, bad: plain, dim: plain, bold: plain };

const judged = (parts: Partial<Judged>): Judged => ({
  id: 'tls.one',
  title: 'It is <so>',
  section: 'Page: A & B',
  level: 'required',
  verdict: 'held',
  evidence: ['Seen\u001b[31m.'],
  durationMs: 12,
  ...parts,
});
const demands: readonly Judged[] = [
  judged({}),
  judged({ id: 'tls.two', verdict: 'broken', evidence: ['It said "no".', 'Mend it.'] }),
  judged({ id: 'events.three', level: 'advice', verdict: 'warned' }),
  judged({ id: 'events.four', verdict: 'skipped', evidence: [] }),
  judged({ id: 'events.five', verdict: 'not seen', evidence: ['Give --x.'] }),
  judged({ id: 'questions.six', level: 'question', verdict: 'not seen', evidence: [] }),
];
const report = makeReport({ vendor: 'v', target: 'https://r/', interrupted: false }, demands);

test('only what is required and broken decides; questions are counted apart from what could not be seen', () => {
  expect(report.verdict).toBe('broken');
  expect(report.counts).toEqual({ held: 1, broken: 1, warned: 1, skipped: 1, notSeen: 1, questions: 1 });
  const others = demands.filter(({ verdict }) => verdict !== 'broken');
  expect(makeReport(report, others).verdict).toBe('held');
});

test('the text has a line for each demand, evidence below it, and the section where there is something to do', () => {
  expect(demands.flatMap((one) => formatJudged(one, paint))).toEqual([
    'held     tls.one                 It is <so>',
    String.raw`         Seen\u001b[31m.`,
    'BROKEN   tls.two                 It is <so>',
    '         It said "no".',
    '         Mend it.',
    '         (Page: A & B)',
    'warned   events.three            It is <so>',
    String.raw`         Seen\u001b[31m.`,
    '         (Page: A & B)',
    'skipped  events.four             It is <so>',
    'not seen events.five             It is <so>',
    '         Give --x.',
    'question questions.six           It is <so>',
    '         (Page: A & B)',
  ]);
});

test('the end counts, and says how to look at what is broken again', () => {
  expect(formatEnd(report, paint)).toEqual([
    '1 held, 1 BROKEN, 1 warned, 1 skipped, 1 not seen, 1 question for you',
    'Again, these alone: --only tls.two',
  ]);
  expect(formatEnd({ ...makeReport(report, []), interrupted: true }, paint)).toEqual([
    'Ended before every demand was looked at.',
    '0 held',
  ]);
});

const made = { phoney: '1.2.3', startedAtMs: Date.parse('2026-03-02T08:00:00Z') };

test('JUnit has a suite for each group; what has no verdict, and advice that is not followed, is skipped with its reason', () => {
  const xml = formatAs('junit', reportCheck(report, made));
  expect(
    [...xml.matchAll(/<testsuite .* name="([^"]*)" .*tests="(\d)" failures="(\d)".*skipped="(\d)"/g)].map(
      (one) => one.slice(1),
    ),
  ).toEqual([
    ['v.tls', '2', '1', '0'],
    ['v.events', '3', '0', '3'],
    ['v.questions', '1', '0', '1'],
  ]);
  expect(xml).toContain(' timestamp="2026-03-02T08:00:00"');
  expect(xml).toContain(
    '<failure type="failure" message="It said &quot;no&quot;.">It said &quot;no&quot;.\nMend it.\nSection: Page: A &amp; B.</failure>',
  );
  for (const reason of [
    'warned: Seen',
    'skipped: skipped',
    'not seen: Give --x.',
    'question: It is &lt;so&gt;',
  ]) {
    expect(xml).toContain(`<skipped>${reason}`);
  }
});

test('the other forms have each demand, with its verdict', () => {
  const reported = reportCheck(report, made);
  const json: unknown = JSON.parse(formatAs('json', reported));
  expect(json).toEqual({ ...report, version: 1, phoney: '1.2.3', startedAt: '2026-03-02T08:00:00.000Z' });
  expect(checkReportSchema.parse(json)).toEqual(json);
  for (const form of ['text', 'markdown', 'html'] as const) {
    const text = formatAs(form, reported);
    for (const { id } of report.demands.filter(({ verdict }) => verdict !== 'held'))
      expect(text).toContain(id);
  }
});
