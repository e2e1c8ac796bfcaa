import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import type { CapacityReport } from '../../src/cli/load/capacity/report.ts';
import { reportFiles } from '../../src/report/forms.ts';
import { makeFolder, phoney, startPhoney } from '../acceptance/world.ts';

const folder = makeFolder();
afterAll(() => folder.remove());

/** Handles so many a second, one after the other: what comes beyond that waits in a queue that grows. */
async function handling(perSec: number): Promise<string> {
  let nextAt = 0;
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      const now = performance.now();
      nextAt = Math.max(now, nextAt) + 1000 / perSec;
      setTimeout(() => response.end('ok'), nextAt - now);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const search = ['load', '--vendor', 'asapp', '--find-capacity', '--json', '--url'];

test('of a receiver of known capacity about that is found, and every form tells the same', async () => {
  const url = await handling(40);
  // At twice its capacity the queue is far longer than that after a second and a half, however busy this machine is.
  const terms = [
    '--slo',
    'p50<300ms',
    '--step',
    '1500ms',
    '--rate',
    '10',
    '--max-rate',
    '640',
    '--late-after',
    '2s',
  ];
  const { code, stdout, stderr } = await phoney(
    [...search, url, ...terms, '--report-dir', 'reports'],
    {},
    folder.path,
  );
  expect(code, stderr).toBe(0);
  const report = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as CapacityReport;
  expect(report.ratePerSec).toBeGreaterThanOrEqual(10);
  expect(report.ratePerSec).toBeLessThan(80);
  expect(report.brokenAtPerSec).toBeGreaterThan(report.ratePerSec);
  const of = (name: string): string => readFileSync(path.join(folder.path, 'reports', name), 'utf8');
  expect(JSON.parse(of(reportFiles.json))).toEqual(report);
  for (const name of ['text', 'markdown', 'html'] as const) {
    expect(of(reportFiles[name]), name).toContain(`${report.ratePerSec}/s`);
  }
  expect(of(reportFiles.junit)).toContain(`name="ratePerSec" value="${report.ratePerSec}"`);
  expect(of(reportFiles.html)).toContain('id="capacities"');
  for (const { ratePerSec } of report.steps) expect(of(reportFiles.text)).toContain(`${ratePerSec}/s`);
});

test('Ctrl-C prints what was found until then', async () => {
  const url = await handling(1000);
  const running = startPhoney([
    ...search,
    url,
    '--step',
    '1s',
    '--rate',
    '5',
    '--held',
    '0%',
    '--slo',
    'p50<1h',
  ]);
  await running.stderrLine((line) => line.includes('held: yes'));
  running.process.kill('SIGINT');
  const { code, stdout } = await running.ended;
  expect(code).toBe(130);
  const report = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as CapacityReport;
  expect(report).toMatchObject({ limit: 'stopped', type: 'capacity' });
  expect(report.ratePerSec).toBeGreaterThanOrEqual(5);
});

test('what a search has no use for is told, all at once', async () => {
  const { code, stderr } = await phoney([
    ...search,
    'http://localhost:1/',
    '--duration',
    '5s',
    '--stages',
    'ramp',
    '--slo',
    'p99<1s',
  ]);
  expect(code).toBe(2);
  expect(stderr).toContain('--stages');
  expect(stderr).toContain('--duration');
  const wrong = await phoney([...search, 'http://localhost:1/', '--slo', 'p98<1s']);
  expect(wrong.code).toBe(2);
  expect(wrong.stderr).toContain('"p98<1s" is not a bound. Write such as p99<200ms');
});

test('a bound that nothing is held against is refused, and so is a search at a receiver that takes nothing', async () => {
  const bounds = ['--slo', 'p99<1s', '--max-dropped', '0', '--step', '1s', '--max-rate', '9'];
  const one = ['load', '--vendor', 'asapp', '--url', 'http://127.0.0.1:1/'];
  const unheld = await phoney([...one, ...bounds]);
  expect(unheld.code).toBe(2);
  for (const flag of ['--slo', '--max-dropped', '--step', '--max-rate'])
    expect(unheld.stderr).toContain(`${flag}: Without --find-capacity nothing is held against it.`);
  const down = await phoney([...one, '--find-capacity', '--rate', '5', '--step', '500ms']);
  expect(down.code).toBe(3);
  expect(down.stderr).toContain('attempts ended with ECONNREFUSED');
});
