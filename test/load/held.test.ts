import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import type { RateVerdict } from '../../src/record/figures/judge-rate.ts';
import type { Summary } from '../../src/record/summary.ts';
import { phoney, startPhoney } from '../acceptance/world.ts';

/** Answers each request once `delay` says so. */
async function answering(delay: (answer: () => void) => void): Promise<string> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => delay(() => response.end('ok')));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

interface Told {
  readonly rate: RateVerdict;
  readonly expectations: readonly { readonly id: string; readonly ok: boolean }[];
  readonly load: NonNullable<Summary['load']>;
  readonly late: number;
  readonly lateWaiting: number;
}

/** One connection that takes so long for each answer is behind a hundred messages a second from the second message on. */
const slowMs = 30;
const asapp = ['load', '--vendor', 'asapp', '--rate', '100', '--json', '--url'];
const toldBy = (stdout: string): Told => JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Told;

test('a rate that was not held fails the run, and says who was the bottleneck and what to do', async () => {
  const url = await answering((answer) => setTimeout(answer, slowMs));
  const args = [...asapp, url, '--duration', '500ms', '--connections', '1'];
  const { code, stdout, stderr } = await phoney(args, { PHONEY_HELD: '99%' });
  expect(code).toBe(1);
  expect(stderr).toContain('✗ rate held: ');
  expect(stderr).toMatch(/The rate was not held: .* of 50 messages left within 10 ms of their time\. /);
  const { rate, expectations } = toldBy(stdout);
  expect(rate).toMatchObject({ ok: false, limit: expect.any(String) as string });
  expect(stderr).toContain(rate.advice);
  expect(expectations.filter(({ ok }) => !ok).map(({ id }) => id)).toEqual(['rate held']);
});

test('as little may be asked as wanted', async () => {
  const url = await answering((answer) => setTimeout(answer, slowMs));
  const args = [...asapp, url, '--duration', '500ms', '--connections', '1', '--held', '0%'];
  const { code, stdout } = await phoney(args);
  expect(code).toBe(0);
  expect(toldBy(stdout).rate).toMatchObject({ ok: true, why: null });
});

test('a run that is stopped is judged over the time that it ran', async () => {
  const url = await answering((answer) => answer());
  const running = startPhoney([...asapp, url, '--duration', '10m']);
  await running.stderrLine((line) => line.includes('rendered'));
  running.process.kill('SIGINT');
  const { stdout } = await running.ended;
  const { load } = toldBy(stdout);
  expect(load.requested).toBeGreaterThan(0);
  expect(load.requested).toBeLessThan(60_000);
});
