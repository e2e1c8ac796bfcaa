import { expect, test } from 'vitest';
import { silentFeed, type FeedSummary } from '../feed-summary.ts';
import { neverMeasured, type Percentiles } from '../percentiles.ts';
import { judgeRate, type RateAsked, type RateSummary } from './judge-rate.ts';
import type { LoadFigures } from './load-fold.ts';

const asked: RateAsked = { heldShare: 0.99, lateAfterMs: 10, connectionsPerFeed: 10 };
const idle: LoadFigures['process'] = {
  loopDelayMs: { mean: 0.2, p99: 1, max: 4 },
  cpuMs: { user: 800, system: 200 },
  cores: 0.1,
  gc: { count: 3, pauseMs: 9, longestMs: 4 },
};
const load: LoadFigures = {
  requested: 10_000,
  offered: 10_000,
  neverOffered: 0,
  unknown: 0,
  forMs: 10_000,
  caughtUpMs: 0,
  ranDry: false,
  recordingMs: 0,
  process: idle,
};
/** All of 10,000 left in time, in ten seconds. */
const held = { ...silentFeed, rendered: 10_000, delivered: 10_000, sent: 10_000, inTime: 10_000 };

function summary(feed: Partial<FeedSummary>, figures: Partial<LoadFigures> = {}): RateSummary {
  const whole = { ...held, ...feed };
  return { ...whole, feeds: { 'asapp.raw': whole }, load: { ...load, ...figures } };
}

function took(min: number, p50: number, mean: number, max: number): { readonly receiverMs: Percentiles } {
  return { receiverMs: { ...neverMeasured, count: 9, min, p50, mean, p99: max, max } };
}

test('a rate that left in time but for one in a hundred is held', () => {
  expect(judgeRate(summary({ inTime: 9900, late: 100 }), asked)).toEqual({
    ...{ held: 0.99, ok: true, limit: null, why: null, advice: null },
  });
  expect(judgeRate({ ...summary({}), load: null }, asked)).toBeNull();
});

test('where phoney used its core up, it is to blame, and says how much it can do', () => {
  const busy = { neverOffered: 6000, offered: 4000, process: { ...idle, cores: 0.97 } };
  const verdict = judgeRate(summary({ rendered: 4000, inTime: 3000, late: 1000 }, busy), asked);
  expect(verdict).toMatchObject({ held: 0.3, ok: false, limit: 'phoney' });
  expect(verdict?.why).toContain(
    '30 % of 10 000 messages left within 10 ms of their time. 6 000 messages never became due.',
  );
  expect(verdict?.why).toContain('it used 97 % of a core');
  expect(verdict?.advice).toContain('about 400/s');
});

test('what it can do is what left, not what found the backlog full', () => {
  const busy = { process: { ...idle, cores: 0.97 } };
  const verdict = judgeRate(summary({ inTime: 0, late: 6000, dropped: 4000, overloaded: 4000 }, busy), asked);
  expect(verdict?.advice).toContain('about 600/s');
});

test('where the receiver takes nothing, phoney that is late, too, is not to blame', () => {
  const refused = { delivered: 0, dropped: 10_000, inTime: 5000, late: 5000 };
  const verdict = judgeRate(summary(refused), asked);
  expect(verdict?.limit).toBe('receiver');
  expect(verdict?.why).toContain('The receiver took nothing: all 10 000 messages that ended were dropped.');
});

test('where messages waited for their records to be written, it says so', () => {
  const verdict = judgeRate(summary({ inTime: 5000, late: 5000 }, { recordingMs: 4000 }), asked);
  expect(verdict).toMatchObject({ ok: false, limit: 'phoney' });
  expect(verdict?.why).toContain('messages waited 4 s for their records to be written');
  expect(verdict?.advice).toContain('--record');
});

test('where nothing became due, phoney is not to blame for it', () => {
  const none = { rendered: 0, sent: 0, delivered: 0, inTime: 0 };
  const verdict = judgeRate(summary(none, { offered: 0, neverOffered: 10_000 }), asked);
  expect(verdict).toMatchObject({ ok: false, limit: 'source' });
  expect(verdict?.why).toContain('Nothing became due');
  expect(verdict?.advice).toContain('--hub');
});

test('where the machine let it wait, it says so', () => {
  const verdict = judgeRate(summary({ inTime: 5000, late: 5000 }), asked);
  expect(verdict).toMatchObject({ ok: false, limit: 'phoney' });
  expect(verdict?.why).toContain('though it had a core left');
});

test('where answers take long at any load, more connections are the way out, as many as Little says', () => {
  const verdict = judgeRate(
    summary({ inTime: 100, late: 9900, lateWaiting: 9900, ...took(48, 50, 50, 55) }),
    asked,
  );
  expect(verdict).toMatchObject({ limit: 'connections' });
  // 1000 a second of 50 ms each are 50, and a quarter more for those that take longer.
  expect(verdict?.advice).toContain('connections_per_feed: 63');
});

test.each([
  ['stalls now and then', took(0.3, 1, 60, 5000)],
  ['takes longer the more is sent', took(1, 40, 40, 60)],
  ['never answers', {}],
])('a receiver that %s is to blame for what waits for it', (_name, times) => {
  const verdict = judgeRate(
    summary({ inTime: 5000, late: 3000, lateWaiting: 3000, overloaded: 1000, ...times }),
    asked,
  );
  expect(verdict).toMatchObject({ limit: 'receiver' });
  expect(verdict?.why).toContain('Messages of asapp.raw waited for a connection: all 10');
});

test('a scenario that had nothing more to say is to blame itself', () => {
  const verdict = judgeRate(
    summary({ rendered: 2500, inTime: 2500 }, { offered: 2500, neverOffered: 7500, ranDry: true }),
    asked,
  );
  expect(verdict).toMatchObject({ held: 0.25, limit: 'source' });
});

test('what faults kept or put off on purpose was not to leave', () => {
  // A tenth is kept back, and another tenth put off: it became due twice, and was rendered once.
  const faulty = { rendered: 9000, withheld: 900, inTime: 8100 };
  expect(judgeRate(summary(faulty), asked)).toMatchObject({ held: 1, ok: true });
});
