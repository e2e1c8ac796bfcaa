import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Message } from '../../channels/message.ts';
import { messageLine } from '../../record/record.ts';
import { readSummary } from '../../record/summary.ts';
import { loadScenario, type Scenario } from '../../scenario/index.ts';
import type { RunSnapshot } from '../handle.ts';
import { startRun } from '../run.ts';
import { ownsMessage, shareOf, type Share } from './share.ts';

const busy = (faults: string): Scenario =>
  loadScenario({
    file: 'busy.yaml',
    text: `
start: 2026-03-02T09:00
duration: 12m
pace: max
centre:
  queues: [{ name: Service }, { name: Messaging, channel: chat }]
  agents:
    - { name: voice, count: 4, queues: [Service] }
    - { name: chat, count: 2, queues: [Messaging], chat_slots: 2 }
traffic:
  - { profile: voice, queue: Service, per_hour: 90 }
  - { profile: chat, queue: Messaging, per_hour: 60 }
commands:
  - { at: +3m, do: agent.log-out, agent: voice-1 }
  - { at: +4m, do: agent.log-in, agent: voice-2 }
  - { at: +5m, do: fault.start, fault: drop, name: gap, probability: 0.5, for: 1m }
faults: ${faults}
targets:
  asapp: { raw: { url: http://localhost:1/asapp } }
  ringcentral: { wfm: { agent_event_url: http://localhost:1/rc, call_event_url: http://localhost:1/rc } }
`,
  });

const storms = [
  '{ fault: duplicate, probability: 0.2 }',
  '{ fault: duplicate, copies: 2, when: at_once, every: 7 }',
  '{ fault: reorder, within: 4, probability: 0.2 }',
  '{ fault: delay, by: { from: 1s, to: 90s }, probability: 0.2 }',
  '{ fault: delay, by: 20s, in_order: true, every: 11 }',
  '{ fault: hold, from: +6m, until: +8m, replay_rate: 5 }',
  '{ fault: corrupt, how: cut_short, times: 5 }',
  '{ fault: clock_skew, by: -5m, from: +10m, until: +12m }',
  '{ fault: stale, every: 9 }',
  '{ fault: drop, probability: 0.1 }',
];

interface Played {
  readonly lines: readonly string[];
  readonly snapshot: RunSnapshot;
}

/** Plays it with nothing sent: what would have been, as lines with their numbers. */
async function play(scenario: Scenario, share?: Share): Promise<Played> {
  const sent: Message[] = [];
  const run = await startRun(scenario, { share, instead: { send: (message) => sent.push(message) } });
  await run.result;
  return { lines: sent.map((message) => JSON.stringify(messageLine(message))), snapshot: run.snapshot() };
}

function playShares(scenario: Scenario, count: number): Promise<Played[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => play(scenario, { index, count })));
}

test('shares give together, sorted, the same bytes with the same numbers as one run, whatever faults there are', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.subarray(storms),
      fc.integer({ min: 1, max: 5 }),
      fc.nat(1000),
      async (faults, count, seed) => {
        const scenario = { ...busy(`[${faults.join(', ')}]`), seed };
        const whole = await play(scenario);
        const parts = await playShares(scenario, count);
        expect(parts.flatMap(({ lines }) => lines).toSorted()).toEqual(whole.lines.toSorted());
        expect(whole.lines.length).toBeGreaterThan(100);
      },
    ),
    { numRuns: 8 },
  );
});

test('a message is in the books of one share only, and all books together are those of one run', async () => {
  const scenario = busy(`[${storms.join(', ')}]`);
  const whole = await play(scenario);
  const parts = await playShares(scenario, 3);
  expect(readSummary(...parts.map(({ snapshot }) => snapshot.summary))).toEqual(
    readSummary(whole.snapshot.summary),
  );
  for (const { snapshot } of parts) expect(snapshot.summary.feeds).not.toEqual({});
});

test('messages of one order key stay with one share, in their order', async () => {
  const sent: Message[] = [];
  const run = await startRun(busy('[]'), { instead: { send: (message) => sent.push(message) } });
  await run.result;
  const ofKey = Map.groupBy(sent, ({ vendor, feed, orderKey }) => `${vendor}.${feed} ${orderKey}`);
  expect(ofKey.size).toBeGreaterThan(20);
  for (const messages of ofKey.values()) {
    expect(new Set(messages.map((message) => shareOf(message, 7))).size).toBe(1);
  }
});

test('which share a key falls to is the same in every version', () => {
  const key = (orderKey: string) => ({ vendor: 'asapp', feed: 'raw', orderKey });
  expect(['a', 'b', 'c', 'd', 'e', 'f'].map((orderKey) => shareOf(key(orderKey), 3))).toEqual([
    2, 0, 1, 2, 2, 1,
  ]);
  expect(ownsMessage({ index: 0, count: 1 })(key('anything'))).toBe(true);
});

test('keys fall to shares evenly', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 16 }), fc.string(), (count, prefix) => {
      const perShare = 500;
      const hits = Array.from({ length: count }, () => 0);
      for (let i = 0; i < count * perShare; i++) {
        const index = shareOf({ vendor: 'v', feed: 'f', orderKey: `${prefix}${i}` }, count);
        hits[index] = (hits[index] ?? 0) + 1;
      }
      for (const hit of hits) expect(Math.abs(hit - perShare)).toBeLessThan(perShare / 4);
    }),
    { numRuns: 30 },
  );
});
