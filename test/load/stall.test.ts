import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import type { RunRecord } from '../../src/record/record.ts';
import { startRun } from '../../src/run/run.ts';
import { loadScenario } from '../../src/scenario/index.ts';

const connections = 4;
const due = 600;

const scenario = (url: string, limits = ''): string => `
start: 2026-03-02T09:00
pace: { rate: 200, late_after: 100ms, warm_up: 0s }
centre:
  queues: [{ name: Sales }]
  agents: [{ name: agent, count: 20, queues: [Sales] }]
traffic: [{ profile: voice, queue: Sales, per_hour: 400 }]
limits: { connections_per_feed: ${connections}${limits} }
targets: { asapp: { raw: { url: '${url}' } } }
`;

/** A receiver that says nothing to what comes until it is let go, and to everything after that at once. */
async function openStalled() {
  const held: ServerResponse[] = [];
  let isStalled = true;
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      if (isStalled) held.push(response);
      else response.end('ok');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    letGo() {
      isStalled = false;
      for (const response of held) response.end('ok');
    },
  };
}

test('while a receiver stalls the schedule goes on, the wait for it is not phoney’s lateness, and nothing is missing', async () => {
  const receiver = await openStalled();
  let rendered = 0;
  // It stalls until the messages of three seconds have become due.
  const look = (record: RunRecord): void => {
    if (record.type === 'message' && ++rendered === due) receiver.letGo();
  };
  const run = await startRun(loadScenario({ file: 'stall.yaml', text: scenario(receiver.url) }), {
    sinks: [look],
    stopAfterMs: 4000,
  });
  const { summary, rate, expectations } = await run.result;
  expect(summary.load).toMatchObject({ requested: 800, offered: 800, neverOffered: 0 });
  expect(summary).toMatchObject({ rendered: 800, delivered: 800, dropped: 0, open: 0 });
  // The first was due three seconds before the last that became due while it stalled.
  expect(summary.latencyMs.max).toBeGreaterThan(2900);
  expect(summary.lateWaiting).toBeGreaterThan(summary.late / 2);
  expect(rate).toMatchObject({ ok: false, limit: 'receiver' });
  expect(expectations.find(({ ok }) => !ok)?.id).toBe('rate held');
});

test('what does not fit into the backlog while a receiver stalls is dropped and told, and no more than fits waits', async () => {
  const backlog = 100;
  const receiver = await openStalled();
  const text = scenario(receiver.url, `, backlog_per_feed: ${backlog}`);
  const run = await startRun(loadScenario({ file: 'stall.yaml', text }), { paused: true, stopAfterMs: 4000 });
  let rendered = 0;
  let mostOpen = 0;
  run.follow(({ type }) => {
    mostOpen = Math.max(mostOpen, ...run.lanes().map(({ messages }) => messages));
    if (type === 'message' && ++rendered === due) receiver.letGo();
  });
  run.resume();
  const { summary, expectations } = await run.result;
  expect(mostOpen).toBe(connections + backlog);
  expect(summary.overloaded).toBeGreaterThanOrEqual(due - connections - backlog);
  expect(summary).toMatchObject({ dropped: summary.overloaded, open: 0 });
  expect(summary.delivered).toBe(summary.rendered - summary.dropped);
  expect(expectations.find(({ id }) => id === 'nothing dropped')?.ok).toBe(false);
});
