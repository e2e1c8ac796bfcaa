import fc from 'fast-check';
import { expect, test } from 'vitest';
import { machineClock } from '../../src/lib/clock.ts';
import { startRoughReceiver } from './rough-receiver.ts';
import type { Behaviour } from './rough-receiver.ts';
import { asappLane, makeMessage, makeSetting } from './setting.ts';

const behaviour = fc.constantFrom<Behaviour>(
  200,
  200,
  200,
  201,
  500,
  'redirect',
  'reset',
  'hang up',
  'stall',
  'cut body',
  'cut chunks',
  'garbage',
  'early hints',
  'close',
  'drop after',
  'reset in a body without length',
);

const day = fc.record({
  /** What the receiver does with each message, try by try; 200 after that. */
  behaviours: fc.array(fc.array(behaviour, { maxLength: 4 }), { minLength: 1, maxLength: 25 }),
  retries: fc.integer({ min: 0, max: 3 }),
  connections: fc.integer({ min: 1, max: 5 }),
  backlog: fc.integer({ min: 0, max: 20 }),
  strictOrder: fc.boolean(),
  /** After so many attempts the run is over; a large number means that everything may end by itself. */
  closeAfter: fc.oneof(fc.integer({ min: 0, max: 30 }), fc.constant(1_000_000)),
});

test('whatever a receiver does and whenever the run ends, every message ends once and every attempt is accounted for', async () => {
  await fc.assert(
    fc.asyncProperty(day, async ({ behaviours, retries, connections, backlog, strictOrder, closeAfter }) => {
      const receiver = await startRoughReceiver(
        (id, nth) => behaviours[Number(id.slice('event-'.length)) - 1]?.[nth - 1] ?? 200,
      );
      const enough = new AbortController();
      const lane = { ...asappLane, retries, strictOrder, timeoutMs: 60 };
      const setting = makeSetting([lane], {
        limits: { connections_per_feed: connections, backlog_per_feed: backlog },
        onAttempt: () => {
          if (setting.attempts.length >= closeAfter) enough.abort();
        },
      });
      if (closeAfter === 0) enough.abort();
      const messages = behaviours.map((_, i) =>
        makeMessage(i + 1, receiver.url, { orderKey: `rep-${i % 2}` }),
      );
      setting.send(...messages);
      await setting.channel.drain(enough.signal);
      await setting.channel.close();
      await receiver.close();

      expect(setting.channel.openCount).toBe(0);
      expect(setting.outcomes.map(({ messageSeq }) => messageSeq).sort((a, b) => a - b)).toEqual(
        messages.map(({ seq }) => seq),
      );
      for (const { messageSeq, outcome, reason } of setting.outcomes) {
        const attempts = setting.attemptsOf(messageSeq);
        expect(attempts.map(({ try: nth }) => nth)).toEqual(attempts.map((_, i) => i + 1));
        expect(attempts.length).toBeLessThanOrEqual(retries + 1);
        for (const failed of attempts.slice(0, -1)) expect(failed.error).not.toBeNull();
        expect(attempts.at(-1)?.error === null, `${messageSeq} ${outcome} ${reason}`).toBe(
          outcome === 'delivered',
        );
        if (outcome === 'delivered') expect(attempts.at(-1)?.status).toBe(200);
        if (outcome === 'dropped' && reason !== 'backlog full') expect(attempts).toHaveLength(retries + 1);
        const got = receiver.received.filter(({ eventId }) => eventId === `event-${messageSeq}`);
        expect(got.length).toBeLessThanOrEqual(attempts.length);
        if (outcome === 'delivered') {
          expect([200, 'early hints', 'close', 'drop after']).toContain(got.at(-1)?.behaviour);
        }
      }
    }),
    { numRuns: 60, seed: 20240607 },
  );
});

test('a closed channel cuts off what is still sent to it, and closing twice is closing once', async () => {
  const setting = makeSetting();
  await Promise.all([setting.channel.close(), setting.channel.close()]);
  setting.send(makeMessage(1, 'http://127.0.0.1:9/'));
  expect(setting.outcomes).toMatchObject([{ outcome: 'cut_off', reason: 'run ended' }]);
});

test('closing leaves no timer behind: neither of a pause, nor of a request that it cuts off', async () => {
  const timers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
  const receiver = await startRoughReceiver((id) => (id === 'event-1' ? 500 : 'stall'));
  const retryPause = { firstMs: 60_000, maxMs: 60_000, jitter: 0 };
  const failed = Promise.withResolvers<void>();
  const setting = makeSetting([{ ...asappLane, timeoutMs: 60_000, retryPause }], {
    onAttempt: () => failed.resolve(),
  });
  const before = timers();
  setting.send(makeMessage(1, receiver.url), makeMessage(2, receiver.url));
  await failed.promise;
  await setting.channel.close();
  await expect.poll(timers).toBeLessThanOrEqual(before);
  expect(setting.outcomes).toMatchObject([{ outcome: 'cut_off' }, { outcome: 'cut_off' }]);
  await receiver.close();
});

test('draining ends when its signal aborts, and leaves what is open to close', async () => {
  const receiver = await startRoughReceiver(() => 'stall');
  const setting = makeSetting();
  setting.send(makeMessage(1, receiver.url), makeMessage(2, receiver.url));
  await setting.channel.drain(AbortSignal.timeout(50));
  expect(setting.channel.openCount).toBe(2);
  const beforeMs = machineClock.monotonicMs();
  await setting.channel.close();
  expect(machineClock.monotonicMs() - beforeMs).toBeLessThan(1000);
  expect(setting.attempts).toMatchObject([{ error: 'run ended' }, { error: 'run ended' }]);
  expect(setting.outcomes).toMatchObject([{ outcome: 'cut_off' }, { outcome: 'cut_off' }]);
  await expect.poll(() => receiver.openConnections()).toBe(0);
  await receiver.close();
});
