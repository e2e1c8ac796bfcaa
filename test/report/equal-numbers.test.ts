import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { count } from '../../src/record/report/wording.ts';
import { reportFiles } from '../../src/report/forms.ts';
import type { RunReport } from '../../src/report/run/schema.ts';
import { phoney } from '../acceptance/world.ts';
import { readExposition } from '../kit/exposition.ts';
import {
  figuresOf,
  figuresOfPage,
  figuresOfText,
  readHtml,
  readMarkdown,
  type Figures,
} from './numbers/figures.ts';
import { countRecord, percentileOf, timesTold, type Counted } from './numbers/oracle.ts';
import { playRoughDay, reportOf, type RoughDay } from './numbers/rough-day.ts';

let day: RoughDay;
let report: RunReport;
let figures: Figures;
let counted: Counted;
/** What the control API says once the run is over. */
let live: Record<string, unknown>;
let asked: { summary: Record<string, unknown>; result: Record<string, unknown>; seed: number };
let metrics: ReadonlyMap<string, number>;
/** What `phoney ctl status` prints. */
let status: string;

beforeAll(async () => {
  day = await playRoughDay();
  live = JSON.parse(await day.ask('/v1/live')) as typeof live;
  asked = JSON.parse(await day.ask('/v1/run')) as typeof asked;
  metrics = readExposition(await day.ask('/metrics'));
  status = (await phoney(['ctl', 'status', '--url', day.control])).stdout;
  await day.end();
  report = JSON.parse(reportOf(day, reportFiles.json)) as RunReport;
  figures = figuresOf(report);
  counted = countRecord(path.join(day.folder, 'day.ndjson.gz'));
}, 60_000);

afterAll(() => day.remove());

const countOf = (name: string): number => counted.counts[name] ?? 0;
const outcomes = {
  filtered: 'filtered',
  withheld: 'withheld',
  delivered: 'delivered',
  dropped: 'dropped',
  cutOff: 'cut_off',
} as const;

test('the day has everything that numbers can disagree about', () => {
  const { books, feeds, retried, refusedCommands, errors, faults } = report.summary;
  for (const [what, often] of Object.entries({ ...books, retried, refusedCommands })) {
    expect(often, what).toBeGreaterThan(0);
  }
  const { rendered, copied, filtered, withheld, delivered, dropped, cutOff } = books;
  expect(filtered + withheld + delivered + dropped + cutOff).toBe(rendered + copied);
  expect(Object.keys(feeds)).toEqual(
    expect.arrayContaining(['asapp.activity', 'asapp.queue', 'ringcentral.agent-events', 'enreach.rte']),
  );
  expect(Object.keys(errors)).toEqual(expect.arrayContaining(['status 503', 'timeout', 'fault slow']));
  expect(Object.keys(faults)).toContain('by hand');
  expect(new Set(report.expectations.map(({ ok }) => ok))).toEqual(new Set([true, false]));
  expect(new Set(report.expectations.map(({ kind }) => kind))).toEqual(
    new Set(['count', 'share', 'time', 'rate']),
  );
  // No more than were sent.
  for (const [status, often] of Object.entries(day.answered)) {
    expect(report.statuses[status] ?? 0, status).toBeLessThanOrEqual(often);
  }
});

describe('JSON', () => {
  test('has the books, statuses and errors that the lines of the record come to, of each feed and of all', () => {
    const { feeds, books, sent, late, attempts, retried, overloaded, errors } = report.summary;
    expect(overloaded).toBe(Object.values(feeds).reduce((sum, feed) => sum + feed.overloaded, 0));
    const all = { ...books, sent, late, attempts, retried, errors, statuses: report.statuses };
    for (const [name, feed] of [...Object.entries(feeds), ['all', all] as const]) {
      for (const key of ['rendered', 'copied', 'sent', 'late', 'attempts', 'retried'] as const) {
        expect(feed[key], `${name} ${key}`).toBe(countOf(`${name} ${key}`));
      }
      for (const [key, outcome] of Object.entries(outcomes)) {
        expect(feed[key as keyof typeof outcomes], `${name} ${key}`).toBe(countOf(`${name} ${outcome}`));
      }
      const beginning = (word: string): Record<string, number> =>
        Object.fromEntries(
          Object.entries(counted.counts).flatMap(([key, often]) =>
            key.startsWith(`${name} ${word} `) ? [[key.slice(name.length + word.length + 2), often]] : [],
          ),
        );
      expect(feed.statuses, name).toEqual(beginning('status'));
      expect(feed.errors, name).toEqual(beginning('error'));
    }
    expect(report.summary.events).toBe(countOf('all event'));
    for (const [name, { touched }] of Object.entries(report.summary.faults)) {
      expect(touched, name).toBe(countOf(`all fault ${name}`));
    }
  });

  test('has the times of the record: least, most and mean to the µs, percentiles to three digits', () => {
    for (const name of timesTold) {
      const times = report.summary[`${name}Ms`];
      const all = counted.times[name];
      expect(times.count).toBe(all.length);
      expect(times.min).toBeCloseTo(all[0] ?? NaN, 2);
      expect(times.max).toBeCloseTo(all.at(-1) ?? NaN, 2);
      expect(times.mean).toBeCloseTo(all.reduce((sum, ms) => sum + ms, 0) / all.length, 2);
      for (const [key, percent] of [
        ['p50', 50],
        ['p90', 90],
        ['p95', 95],
        ['p99', 99],
        ['p999', 99.9],
      ] as const) {
        const exact = percentileOf(all, percent);
        expect(Math.abs((times[key] ?? NaN) - exact), `${name} ${key}`).toBeLessThanOrEqual(
          exact / 1000 + 0.001,
        );
      }
      const curve = new Map(report.curves[name].map(([percentile, ms]) => [percentile, ms]));
      expect([curve.get(50), curve.get(100)]).toEqual([times.p50, times.max]);
      const drawn = [...curve.values()];
      expect(drawn).toEqual(drawn.toSorted((a, b) => a - b));
    }
  });

  test('has times that add up, but for the tries that a fault slowed', () => {
    for (const feed of [report.summary, ...Object.values(report.summary.feeds)]) {
      const total = (name: (typeof timesTold)[number]): number =>
        (feed[`${name}Ms`].mean ?? 0) * feed[`${name}Ms`].count;
      if (feed.receiverMs.count < feed.latencyMs.count) continue;
      const parts = timesTold.slice(1).reduce((sum, name) => sum + total(name), 0);
      expect(Math.abs(parts - total('latency'))).toBeLessThanOrEqual(feed.latencyMs.count * 0.003);
    }
    expect(report.summary.retriesMs.max).toBeGreaterThan(0);
  });

  test('has expectations that measured what the tables tell', () => {
    const { books, latencyMs, receiverMs, feeds, refusedCommands } = report.summary;
    const actual = Object.fromEntries(report.expectations.map((one) => [one.id, one.actual]));
    expect(actual).toMatchObject({
      dropped: books.dropped,
      rendered: books.rendered,
      'nearly <all>': books.delivered / (books.rendered + books.copied - books.filtered - books.withheld),
      quick: latencyMs.p99,
      'response p50': latencyMs.p50,
      'receiver p95': receiverMs.p95,
      'asapp.activity lateness p99': feeds['asapp.activity']?.latenessMs.p99,
      'asapp.journey receiver p95': feeds['asapp.journey']?.receiverMs.p95 ?? null,
      'no command refused': refusedCommands,
    });
  });

  test('adds up over time', () => {
    const { series, summary } = report;
    const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
    const { rendered, copied, filtered, withheld, delivered, dropped } = summary.books;
    expect(sum(series.offered)).toBe(rendered + copied - filtered - withheld);
    expect(sum(series.sent)).toBe(summary.attempts);
    expect(sum(series.retried)).toBe(summary.retried);
    expect(sum(series.delivered)).toBe(delivered);
    expect(sum(series.dropped)).toBe(dropped);
  });

  test('is what --json prints', () => {
    const { type: _type, verdict, seed, interrupted, elapsedMs, expectations, ...summary } = day.summary;
    expect(summary).toEqual(report.summary);
    expect({ verdict, seed, interrupted, elapsedMs }).toEqual({
      verdict: report.verdict,
      seed: report.seed,
      interrupted: report.interrupted,
      elapsedMs: report.elapsedMs,
    });
    expect(expectations).toEqual(report.expectations);
  });
});

test('the text tells these numbers, and no others', () => {
  const told = Object.entries(figures).filter(([name]) => !/^\S+\.\S+ attempts$/.test(name));
  expect(figuresOfText(reportOf(day, reportFiles.text))).toEqual(Object.fromEntries(told));
});

test('Markdown tells these numbers, and no others', () => {
  expect(figuresOfPage(readMarkdown(reportOf(day, reportFiles.markdown)))).toEqual(figures);
});

test('HTML tells these numbers, and no others, and draws what is in the JSON', () => {
  const html = reportOf(day, reportFiles.html);
  expect(figuresOfPage(readHtml(html))).toEqual(figures);
  const [, data = ''] = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(html) ?? [];
  const drawn = JSON.parse(data) as Pick<RunReport, 'curves' | 'series' | 'day'>;
  expect(drawn.curves).toEqual(report.curves);
  expect({ ...drawn.series, simulated: [] }).toEqual({ ...report.series, simulated: [] });
  expect(drawn.day.queues.map(({ sizes }) => sizes)).toEqual(report.day.queues.map(({ sizes }) => sizes));
});

test('JUnit has a case for each expectation with these numbers, the books, and how long it took', () => {
  const xml = reportOf(day, reportFiles.junit);
  const unescape = (text: string): string =>
    text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"');
  const attribute = (element: string, name: string): string =>
    unescape(new RegExp(`${name}="([^"]*)"`).exec(element)?.[1] ?? '');
  const cases = [...xml.matchAll(/<testcase ([^>]*?)(?:\/>|><failure ([^>]*)>)/g)];
  const told = cases.map(([, head = '', failure]) => [
    attribute(head, ' name'),
    failure === undefined ? 'held' : `failed: ${attribute(failure, 'message')}`,
  ]);
  expect(Object.fromEntries(told)).toEqual(
    Object.fromEntries(
      report.expectations.map(({ id, ok }) => [id, ok ? 'held' : (figures[`expectation ${id}`] ?? '')]),
    ),
  );
  const properties: Record<string, string> = {};
  for (const [, name = '', value = ''] of xml.matchAll(/<property name="(.*?)" value="(.*?)"\/>/g)) {
    properties[name] = value;
  }
  const { books, attempts, retried } = report.summary;
  const numbers = { seed: report.seed, ...books, attempts, retried };
  expect(properties).toMatchObject(
    Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, String(value)])),
  );
  const [suite = ''] = /<testsuite [^>]*>/.exec(xml) ?? [];
  expect(Number(attribute(suite, ' time'))).toBe((report.elapsedMs ?? NaN) / 1000);
  expect(Number(attribute(suite, 'failures'))).toBe(report.expectations.filter(({ ok }) => !ok).length);
});

test('the metrics are these numbers, feed by feed', () => {
  const of = (name: string, labels: string): number => metrics.get(`${name}{${labels}}`) ?? NaN;
  for (const [name, feed] of Object.entries(report.summary.feeds)) {
    const [vendor = '', ...rest] = name.split('.');
    const labels = `vendor="${vendor}",feed="${rest.join('.')}"`;
    expect(of('phoney_messages_rendered_total', labels)).toBe(feed.rendered);
    expect(of('phoney_messages_copied_total', labels)).toBe(feed.copied);
    for (const [key, outcome] of Object.entries(outcomes)) {
      expect(of('phoney_messages_total', `${labels},outcome="${outcome}"`), `${name} ${outcome}`).toBe(
        feed[key as keyof typeof outcomes],
      );
    }
    expect(of('phoney_messages_open', labels)).toBe(0);
    expect(of('phoney_attempts_total', labels)).toBe(feed.attempts);
    expect(of('phoney_retries_total', labels)).toBe(feed.retried);
    expect(of('phoney_body_bytes_total', labels)).toBe(feed.bodyBytes);
    const labelled = (metric: string, label: string): Record<string, number> =>
      Object.fromEntries(
        [...metrics].flatMap(([key, value]) => {
          const beginning = `${metric}{${labels},${label}="`;
          return key.startsWith(beginning) ? [[key.slice(beginning.length, -2), value]] : [];
        }),
      );
    expect(labelled('phoney_answers_total', 'status')).toEqual(feed.statuses);
    expect(labelled('phoney_attempt_errors_total', 'error')).toEqual(feed.errors);
    expect(of('phoney_sent_total', labels)).toBe(feed.sent);
    expect(of('phoney_late_total', labels)).toBe(feed.late);
    for (const metric of timesTold) {
      const times = feed[`${metric}Ms`];
      expect(of(`phoney_${metric}_seconds_count`, labels)).toBe(times.count);
      expect(of(`phoney_${metric}_seconds_bucket`, `${labels},le="+Inf"`)).toBe(times.count);
      const sumMs = of(`phoney_${metric}_seconds_sum`, labels) * 1000;
      if (times.count > 0)
        expect(Math.round((sumMs / times.count) * 1000) / 1000).toBeCloseTo(times.mean ?? NaN, 2);
    }
  }
  for (const [name, { kind, touched }] of Object.entries(report.summary.faults)) {
    expect(of('phoney_fault_touches_total', `fault="${name}",kind="${kind}"`), name).toBe(touched);
  }
  expect(metrics.get('phoney_centre_events_total')).toBe(report.summary.events);
  expect(metrics.get('phoney_commands_refused_total')).toBe(report.summary.refusedCommands);
});

test('what the console is given are these numbers', () => {
  const { books, events, sent, late, attempts, retried, refusedCommands, latencyMs, load } = report.summary;
  expect(live).toMatchObject({
    verdict: report.verdict,
    run: { seed: report.seed, scenario: 'day.yaml' },
    ...{ books, events, sent, late, attempts, retried, refusedCommands, latencyMs, load, open: 0 },
  });
  expect(asked.summary).toEqual({ ...report.summary, open: 0 });
  expect(asked.result).toEqual({
    verdict: report.verdict,
    interrupted: report.interrupted,
    elapsedMs: report.elapsedMs,
    expectations: report.expectations,
  });
});

test('phoney ctl status prints these numbers', () => {
  for (const { id, ok } of report.expectations) {
    const [, told] = figures[`expectation ${id}`]?.split(/^failed: /) ?? [];
    if (!ok) expect(status).toContain(`\nnot met: ${id}: ${told}`);
  }
  const { books } = report.summary;
  expect(status).toContain(`rendered ${count(books.rendered)}, copied ${count(books.copied)},`);
  expect(status).toContain(`\n${report.verdict}\n`);
});

test('phoney report makes every form of the record again, byte for byte', async () => {
  const { code, stderr } = await phoney(['report', 'day.ndjson.gz', '--report-dir', 'again'], {}, day.folder);
  expect(code, stderr).toBe(0);
  for (const name of Object.values(reportFiles)) {
    expect(reportOf(day, path.join('..', 'again', name)), name).toBe(reportOf(day, name));
  }
});
