import { expect, test } from 'vitest';
import { formatJUnit } from './report-junit.ts';
import { formatEnd, formatJudged } from './report-text.ts';
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

test('JUnit has a suite for each group; what has no verdict is skipped, and a warning is in the output', () => {
  expect(formatJUnit(report)).toBe(
    [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<testsuites name="phoney check v" tests="6" failures="1" skipped="3">',
      '  <testsuite name="v.tls" tests="2" failures="1" skipped="0" time="0.024">',
      '    <testcase classname="v.tls" name="tls.one: It is &lt;so&gt;" time="0.012"/>',
      '    <testcase classname="v.tls" name="tls.two: It is &lt;so&gt;" time="0.012"><failure message="It said &quot;no&quot;.">It said &quot;no&quot;.&#10;Mend it.&#10;Section: Page: A &amp; B.</failure></testcase>',
      '  </testsuite>',
      '  <testsuite name="v.events" tests="3" failures="0" skipped="2" time="0.036">',
      '    <testcase classname="v.events" name="events.three: It is &lt;so&gt;" time="0.012"><system-out>warned: Seen[31m.&#10;Section: Page: A &amp; B.</system-out></testcase>',
      '    <testcase classname="v.events" name="events.four: It is &lt;so&gt;" time="0.012"><skipped message="skipped"/></testcase>',
      '    <testcase classname="v.events" name="events.five: It is &lt;so&gt;" time="0.012"><skipped message="not seen: Give --x."/></testcase>',
      '  </testsuite>',
      '  <testsuite name="v.questions" tests="1" failures="0" skipped="1" time="0.012">',
      '    <testcase classname="v.questions" name="questions.six: It is &lt;so&gt;" time="0.012"><skipped message="question: It is &lt;so&gt;"/></testcase>',
      '  </testsuite>',
      '</testsuites>',
      '',
    ].join('\n'),
  );
});
