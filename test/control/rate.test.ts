import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { summaryJson } from '../../src/record/report/report-json.ts';
import { loadScenario, type Scenario } from '../../src/scenario/index.ts';
import { readExposition } from '../kit/exposition.ts';
import { openApi, quietText } from './setting.ts';

async function openReceiver(): Promise<string> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.end());
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

test('of a run at a rate the run, the screen and the metrics tell what the report does', async () => {
  const raw = `{ url: '${await openReceiver()}' }`;
  const more = `traffic: [{ profile: voice, queue: Sales, per_hour: 600 }]\ntargets: { asapp: { raw: ${raw} } }`;
  const text = quietText(more).replace('pace: max', 'pace: { rate: 100, warm_up: 0s }');
  const scenario = loadScenario({ file: 'rate.yaml', text });
  // Everything is late.
  const atRate = { ...scenario, pace: { ...scenario.pace, lateAfterMs: 0 } as Scenario['pace'] };
  const { control, call } = await openApi();
  const { run } = await control.start(atRate, { paused: false });
  // Told once a second, and once more at the end.
  await new Promise<void>((told) => run.follow(({ type }) => void (type === 'load' && told())));
  await call('POST', '/v1/run/stop');
  const { summary } = await run.result;
  const { load, sent, late } = summaryJson(summary);
  expect(load?.requested).toBeGreaterThan(0);
  expect(late).toBeGreaterThan(0);
  expect((await call('GET', '/v1/run')).body['summary']).toMatchObject({ load, sent, late });
  expect((await call('GET', '/v1/live')).body).toMatchObject({ load, sent, late });
  const metrics = readExposition((await call('GET', '/metrics')).text);
  expect(metrics.get('phoney_requested_total')).toBe(load?.requested);
  expect(metrics.get('phoney_offered_total')).toBe(load?.offered);
  expect(metrics.get('phoney_sent_total{vendor="asapp",feed="raw"}')).toBe(sent);
  expect(metrics.get('phoney_late_total{vendor="asapp",feed="raw"}')).toBe(late);
});

test('of a run that has no rate nothing is told of one', async () => {
  const { control, call } = await openApi();
  await control.start(loadScenario({ file: 'quiet.yaml', text: quietText() }), { paused: true });
  expect((await call('GET', '/v1/live')).body['load']).toBeNull();
  const metrics = readExposition((await call('GET', '/metrics')).text);
  expect([...metrics.keys()].filter((name) => /requested|offered/.test(name))).toEqual([]);
});
