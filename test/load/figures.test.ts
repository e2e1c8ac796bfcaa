import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startReceiver } from '../../src/index.ts';
import { tellProcess, tellRate, type LoadFacts } from '../../src/record/report/load-text.ts';
import type { Summary } from '../../src/record/summary.ts';
import { reportFiles } from '../../src/report/forms.ts';
import type { RunReport } from '../../src/report/run/schema.ts';
import { makeFolder, phoney } from '../acceptance/world.ts';
import { readHtml, readMarkdown } from '../report/numbers/figures.ts';

const folder = makeFolder();
afterAll(() => folder.remove());

const of = (...parts: readonly string[]): string => readFileSync(path.join(folder.path, ...parts), 'utf8');
let report: RunReport;
let facts: LoadFacts;
let stderr: string;

beforeAll(async () => {
  const receiver = await startReceiver({ tls: 'plain' });
  const args = 'load --vendor asapp --rate 100 --duration 1500ms --report-dir reports --record load.ndjson';
  const ended = await phoney([...args.split(' '), '--url', receiver.url], {}, folder.path);
  await receiver.close();
  stderr = ended.stderr;
  report = JSON.parse(of('reports', reportFiles.json)) as RunReport;
  const summary = { ...report.summary, ...report.summary.books } as unknown as Summary;
  facts = [...tellRate(summary), ...tellProcess(summary)];
}, 60_000);

test('what the rate asked for is known, second by second, and all of it was offered', () => {
  const { load, sent, inTime, late } = report.summary;
  expect(load).toMatchObject({ requested: 150, offered: 150, neverOffered: 0, ranDry: false });
  expect(sent).toBe(150);
  expect(inTime + late).toBe(150);
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  expect(sum(report.series.requested)).toBe(150);
  expect(sum(report.series.late)).toBe(late);
});

test('what phoney itself used is told as it was recorded', () => {
  const recorded = of('load.ndjson')
    .split('\n')
    .filter((line) => line.startsWith('{"type":"load"'))
    .map((line) => JSON.parse(line) as { cpuMs: { user: number }; loopDelayMs: { max: number } });
  expect(recorded.length).toBeGreaterThanOrEqual(2);
  const { process } = report.summary.load ?? {};
  expect(process?.cpuMs.user).toBeCloseTo(
    recorded.reduce((sum, { cpuMs }) => sum + cpuMs.user, 0),
    2,
  );
  expect(process?.cpuMs.user).toBeGreaterThan(0);
  expect(process?.loopDelayMs.max).toBe(Math.max(...recorded.map(({ loopDelayMs }) => loopDelayMs.max)));
});

test('text, Markdown, HTML and JUnit tell these figures, and a report from the record the same', async () => {
  const rows = facts.map((row) => [...row]);
  const lines = of('reports', reportFiles.text).split('\n');
  expect(stderr).toContain(lines.find((line) => line.startsWith('rate      ')) ?? 'no rate');
  for (const [name, value] of facts) {
    expect(lines.some((line) => /^(?:rate|phoney)  /.test(line) && line.includes(`${name} ${value}`))).toBe(
      true,
    );
  }
  expect(readMarkdown(of('reports', reportFiles.markdown)).tables['load']).toEqual([['', ''], ...rows]);
  expect(readHtml(of('reports', reportFiles.html)).tables['load']).toEqual(rows);
  for (const name of ['requested', 'offered', 'neverOffered'] as const) {
    const property = `<property name="${name}" value="${report.summary.load?.[name]}"/>`;
    expect(of('reports', reportFiles.junit)).toContain(property);
  }
  const again = await phoney(['report', 'load.ndjson', '--report-dir', 'again'], {}, folder.path);
  expect(again.code, again.stderr).toBe(0);
  for (const name of Object.values(reportFiles)) expect(of('again', name), name).toBe(of('reports', name));
});
