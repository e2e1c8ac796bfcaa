import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loadScenario } from '../../src/scenario/index.ts';
import { readExposition } from '../kit/exposition.ts';
import { openApi, openWithRun, quietText } from './setting.ts';

/** A receiver that does not like every seventh message. */
async function openReceiver(): Promise<string> {
  let count = 0;
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      response.statusCode = ++count % 7 === 0 ? 500 : 200;
      response.end();
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

test('the metrics are the numbers of the report', async () => {
  const raw = `{ url: '${await openReceiver()}', retries: 1, retry_pause: { first: 1ms, max: 1ms } }`;
  const { call, run } = await openWithRun(
    loadScenario({
      file: 'busy.yaml',
      text: quietText(`
traffic: [{ profile: voice, queue: Sales, per_hour: 30 }]
targets: { asapp: { raw: ${raw} } }
faults: [{ fault: duplicate, name: 'twice "so"', every: 10 }, { fault: drop, every: 15 }]`),
    }),
  );
  await call('POST', '/v1/run/advance', { by: '1h' });
  const { status, text, headers } = await call('GET', '/metrics');
  expect(status).toBe(200);
  expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
  const { summary } = (await call('GET', '/v1/run')).body as unknown as { summary: Record<string, never> };
  const metrics = readExposition(text);
  const of = (name: string, labels: string): number => metrics.get(`${name}{${labels}}`) ?? NaN;
  const feed = 'vendor="asapp",feed="raw"';
  const { feeds } = run.summary();
  const numbers = feeds['asapp.raw'];
  if (numbers === undefined) throw new Error('Nothing was sent.');
  expect(numbers.delivered).toBeGreaterThan(50);
  expect(summary).toMatchObject({ books: { delivered: numbers.delivered } });
  expect(of('phoney_messages_rendered_total', feed)).toBe(numbers.rendered);
  expect(of('phoney_messages_copied_total', feed)).toBe(numbers.copied);
  for (const outcome of ['delivered', 'dropped', 'withheld', 'filtered'] as const) {
    expect(of('phoney_messages_total', `${feed},outcome="${outcome}"`), outcome).toBe(numbers[outcome]);
  }
  expect(of('phoney_attempts_total', feed)).toBe(numbers.attempts);
  expect(of('phoney_retries_total', feed)).toBe(numbers.retried);
  expect(of('phoney_answers_total', `${feed},status="500"`)).toBe(numbers.errors['status 500']);
  expect(of('phoney_attempt_errors_total', `${feed},error="status 500"`)).toBe(numbers.errors['status 500']);
  expect(of('phoney_fault_touches_total', 'fault="twice \\"so\\"",kind="duplicate"')).toBe(
    run.summary().faults['twice "so"']?.touched,
  );
  for (const [name, times] of [
    ['latency', numbers.latencyMs],
    ['receiver', numbers.receiverMs],
    ['lateness', numbers.latenessMs],
  ] as const) {
    expect(of(`phoney_${name}_seconds_count`, feed)).toBe(times.count);
    expect(of(`phoney_${name}_seconds_bucket`, `${feed},le="+Inf"`)).toBe(times.count);
    expect(of(`phoney_${name}_seconds_sum`, feed)).toBeCloseTo(((times.mean ?? 0) * times.count) / 1000, 1);
  }
  expect(of('phoney_run_state', 'state="paused"')).toBe(1);
  expect(metrics.get('phoney_simulated_time_seconds')).toBe(run.clock.simulatedMs / 1000);
  expect(of('phoney_connections', feed)).toBeGreaterThan(0);
  expect(metrics.get('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThanOrEqual(0);
});

test('before there is a run the metrics are those of the process', async () => {
  const { call } = await openApi();
  const { text } = await call('GET', '/metrics');
  const metrics = readExposition(text);
  expect(metrics.get('phoney_info{version="0.0.0"}')).toBe(1);
  expect(metrics.has('phoney_run')).toBe(false);
  expect(metrics.get('process_cpu_seconds_total')).toBeGreaterThan(0);
});

test('every metric that the Grafana dashboard asks for is there', async () => {
  const raw = `{ url: '${await openReceiver()}' }`;
  const { call } = await openWithRun(
    loadScenario({
      file: 'busy.yaml',
      text: quietText(
        `traffic: [{ profile: voice, queue: Sales, per_hour: 30 }]\ntargets: { asapp: { raw: ${raw} }, enreach: { sign_in: { password: a } } }`,
      ),
    }),
  );
  const { text } = await call('GET', '/metrics');
  const told = new Set([...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name));
  const file = path.resolve(import.meta.dirname, '../../examples/grafana/phoney.json');
  const asked = [...readFileSync(file, 'utf8').matchAll(/\b(?:phoney|process|nodejs)_\w+/g)].map(([name]) =>
    name.replace(/_(bucket|sum|count)$/, ''),
  );
  expect(asked.length).toBeGreaterThan(10);
  expect(asked.filter((name) => !told.has(name))).toEqual([]);
});
