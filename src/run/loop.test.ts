import { expect, test } from 'vitest';
import { createVirtualClock, type VirtualClock } from '../../test/kit/virtual-clock.ts';
import type { CentreEvent } from '../centre/model/event.ts';
import type { CentreView } from '../centre/model/view.ts';
import type { Channel, Message } from '../channels/message.ts';
import type { Dialect, Draft } from '../dialects/dialect.ts';
import { Faults } from '../faults/faults.ts';
import type { FaultInput } from '../faults/schema.ts';
import type { PacePlan } from '../lib/pace.ts';
import { createRandom } from '../lib/random.ts';
import { Recorder } from '../record/recorder.ts';
import { SummaryFold, type Summary } from '../record/summary.ts';
import { playLoop, type LoopEnd } from './loop.ts';
import { Pacer } from './pacer.ts';
import type { RunSource } from './repeat.ts';
import { Sender } from './sender.ts';

const day = 86_400_000;

/** Something happens at these simulated times; nobody looks at the centre. */
function sourceAt(...times: readonly number[]): RunSource {
  return sourceUntil(1000 * day, ...times);
}

/** The same, on a day that ends. */
function sourceUntil(endMs: number, ...times: readonly number[]): RunSource {
  let taken = 0;
  return {
    endMs,
    check: () => [],
    command: () => undefined,
    get nextAt() {
      return times[taken] ?? Infinity;
    },
    step: () => [{ type: 'interval.elapsed', at: times[taken++] ?? 0, everyMs: 1 } satisfies CentreEvent],
    view: { now: 0 } as CentreView,
  };
}

/** Says so many messages about each event, of which the vendor filters the first `filtered`. */
function talkative(messages: number, filtered = 0): Dialect {
  const say = (index: number): Draft => ({
    feed: 'feed',
    channel: 'http',
    eventId: 'id',
    eventType: 'type',
    contactId: null,
    method: 'POST',
    url: 'http://localhost/',
    headers: {},
    body: '{}',
    orderKey: '',
    filtered: index < filtered,
  });
  return {
    vendor: 'vendor',
    intervalsMs: [],
    lanes: [],
    render: ({ type }) =>
      type === 'day.ended' ? [] : Array.from({ length: messages }, (_, index) => say(index)),
  };
}

interface Played {
  readonly clock: VirtualClock;
  /** When each message was due and when it left. */
  readonly sent: readonly { readonly dueMs: number; readonly leftMs: number }[];
  readonly summary: Summary;
  readonly end: LoopEnd;
}

interface Play {
  readonly source: RunSource;
  readonly dialect?: Dialect;
  readonly pace: PacePlan;
  readonly faults?: readonly FaultInput[];
  readonly stopAfterMs?: number;
  readonly ready?: () => Promise<void> | undefined;
  readonly signal?: AbortSignal;
  readonly onSend?: (count: number) => void;
  /** Told of the pacer before the first step. */
  readonly steer?: (pacer: Pacer, clock: VirtualClock) => void;
}

async function play({
  source,
  dialect = talkative(1),
  pace,
  faults = [],
  stopAfterMs = Infinity,
  ready = () => undefined,
  signal = new AbortController().signal,
  onSend,
  steer,
}: Play): Promise<Played> {
  const clock = createVirtualClock();
  const fold = new SummaryFold();
  const recorder = new Recorder([fold.add]);
  const sent: { dueMs: number; leftMs: number }[] = [];
  const channel: Channel = {
    send(message: Message, dueMs: number) {
      sent.push({ dueMs, leftMs: clock.monotonicMs() });
      const { seq: messageSeq, eventId } = message;
      recorder.ended(message, { messageSeq, eventId, outcome: 'delivered', reason: null });
      onSend?.(sent.length);
    },
    openCount: 0,
    drain: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
  const pacer = new Pacer({ clock, plan: pace, startMs: 0, stopAfterMs, signal });
  pacer.begin();
  steer?.(pacer, clock);
  const end = await playLoop({
    source,
    dialects: [dialect],
    pacer,
    sender: new Sender({
      channels: { http: channel, clients: channel },
      recorder,
      faults: new Faults(
        createRandom(1),
        faults.map((input) => ({ name: input.fault, input, fromMs: -Infinity, untilMs: Infinity })),
      ),
      nowMs: () => clock.monotonicMs(),
      startMs: 0,
    }),
    nextFaultAt: () => Infinity,
    beginFaults: () => undefined,
    recorder,
    ready,
    staysOpen: () => false,
    graceMs: 0,
    afterStep: () => undefined,
  });
  return { clock, sent, summary: fold.read(), end };
}

const tenPerSecond: PacePlan = { kind: 'rate', stages: [{ ratePerSec: 10, forMs: Infinity }] };
const everySecond = Array.from({ length: 100 }, (_, i) => i * 1000);

test('at a speed, a message leaves when its simulated time has come', async () => {
  const { sent } = await play({ source: sourceAt(0, 1000, 5000), pace: { kind: 'speed', speed: 10 } });
  expect(sent).toEqual([0, 100, 500].map((ms) => ({ dueMs: ms, leftMs: ms })));
});

test('no message leaves before it is due, not by the smallest part of a millisecond', async () => {
  for (const ratePerSec of [3, 700, 1001, 4999]) {
    const pace: PacePlan = { kind: 'rate', stages: [{ ratePerSec, forMs: Infinity }] };
    const { sent } = await play({ source: sourceAt(...everySecond), pace, dialect: talkative(3) });
    for (const { dueMs, leftMs } of sent) expect(leftMs).toBeGreaterThanOrEqual(dueMs);
  }
});

test('a rate whose time is up has not told everything, though it ends with the last message in time', async () => {
  const source = (): RunSource => sourceAt(...everySecond);
  const inTime = await play({ source: source(), pace: tenPerSecond, stopAfterMs: 500 });
  expect([inTime.end, inTime.sent.length, inTime.clock.monotonicMs()]).toEqual(['stopped', 5, 400]);
  const dry = await play({ source: source(), pace: tenPerSecond, stopAfterMs: 60_000 });
  expect([dry.end, dry.sent.length]).toEqual(['told', 100]);
});

test('a rate at which nothing is said ends with its time and what it may catch up, however long the day is', async () => {
  let stepTakesTime = (): void => undefined;
  const silent: Dialect = { ...talkative(0), render: () => (stepTakesTime(), []) };
  const { end, summary } = await play({
    source: sourceAt(...everySecond),
    dialect: silent,
    pace: tenPerSecond,
    stopAfterMs: 500,
    steer: (_pacer, clock) => (stepTakesTime = () => void clock.sleep(100)),
  });
  expect(end).toBe('stopped');
  expect(summary.events).toBeLessThan(60);
});

test('nothing is played that happens after the last instant', async () => {
  const { sent, summary } = await play({
    source: sourceUntil(1000, 0, 1000, 1001),
    pace: { kind: 'max' },
  });
  expect(sent).toHaveLength(2);
  expect(summary.events).toBe(2);
});

test('a pause that is longer than any timer is waited for all the same', async () => {
  const { clock, sent } = await play({ source: sourceAt(60 * day), pace: { kind: 'speed', speed: 1 } });
  expect(sent).toEqual([{ dueMs: 60 * day, leftMs: 60 * day }]);
  expect(Math.max(...clock.sleeps)).toBeLessThan(2 ** 31);
});

test('at a rate, exactly the messages that are due before the time is up are rendered, however many a step has', async () => {
  const { clock, sent, summary } = await play({
    source: sourceAt(...everySecond),
    dialect: talkative(500),
    pace: tenPerSecond,
    stopAfterMs: 5000,
  });
  expect(sent).toHaveLength(50);
  expect(sent.at(-1)).toEqual({ dueMs: 4900, leftMs: 4900 });
  expect(clock.monotonicMs()).toBe(5000);
  expect(summary).toMatchObject({ rendered: 50, delivered: 50, open: 0 });
});

test('what a dialect has to say after the last event leaves when it is due, unless the run is stopped', async () => {
  const [late] = talkative(1).render({ type: 'interval.elapsed', at: 0, everyMs: 1 }, {} as CentreView);
  if (late === undefined) throw new Error('It says nothing.');
  const dialect: Dialect = {
    ...talkative(1),
    render: ({ type }) => (type === 'day.ended' ? [{ ...late, at: 7000 }] : [late]),
  };
  const day = { dialect, pace: { kind: 'speed', speed: 10 } } as const;
  expect((await play({ ...day, source: sourceAt(0, 5000) })).sent.map(({ leftMs }) => leftMs)).toEqual([
    0, 500, 700,
  ]);
  const stopped = await play({ ...day, source: sourceAt(0, 5000), stopAfterMs: 600 });
  expect(stopped.sent).toHaveLength(2);
  expect(stopped.summary).toMatchObject({ rendered: 2, delivered: 2 });
});

test('what the vendor filters is in the books and takes no place in the rate', async () => {
  const { sent, summary } = await play({
    source: sourceAt(...everySecond),
    dialect: talkative(3, 2),
    pace: tenPerSecond,
    stopAfterMs: 1000,
  });
  expect(sent.map(({ dueMs }) => dueMs)).toEqual(Array.from({ length: 10 }, (_, i) => i * 100));
  expect(summary).toMatchObject({ filtered: 20, delivered: 10, rendered: 30, open: 0 });
});

test('an interruption ends the run within a step, and the books balance', async () => {
  const stop = new AbortController();
  const { sent, summary } = await play({
    source: sourceAt(...everySecond),
    dialect: talkative(20),
    pace: tenPerSecond,
    signal: stop.signal,
    onSend: (count) => {
      if (count === 7) stop.abort();
    },
  });
  expect(sent).toHaveLength(7);
  expect(summary).toMatchObject({ rendered: 7, delivered: 7, open: 0 });
});

test('a message waits until there is room, however often it has to ask', async () => {
  let asked = 0;
  const { sent } = await play({
    source: sourceAt(0),
    pace: { kind: 'max' },
    ready: () => (++asked < 5 ? Promise.resolve() : undefined),
  });
  expect(sent).toHaveLength(1);
  expect(asked).toBe(5);
});

test('who is interrupted does not wait for room', async () => {
  const stop = new AbortController();
  const { sent } = await play({
    source: sourceAt(0),
    pace: { kind: 'max' },
    signal: stop.signal,
    ready: () => Promise.resolve().then(() => stop.abort()),
  });
  expect(sent).toEqual([]);
});

const duplicated = { fault: 'duplicate', copies: 1, when: 'at_once' } as FaultInput;

test('a copy is numbered, in the books, and has the bytes and the id of the original', async () => {
  const { sent, summary } = await play({
    source: sourceAt(0),
    pace: { kind: 'max' },
    faults: [duplicated],
  });
  expect(sent).toHaveLength(2);
  expect(summary).toMatchObject({ delivered: 2, open: 0 });
});

test('what is withheld never reaches a channel, and ends as withheld', async () => {
  const { sent, summary } = await play({
    source: sourceAt(0, 1000),
    pace: { kind: 'max' },
    faults: [{ fault: 'drop', first: 1 }],
  });
  expect(sent).toHaveLength(1);
  expect(summary).toMatchObject({ rendered: 2, delivered: 1, open: 0 });
});

test('another pace goes on from where the one before was: nothing jumps', async () => {
  let pacer: Pacer | undefined;
  const { sent } = await play({
    source: sourceAt(0, 1000, 2000, 3000),
    pace: { kind: 'speed', speed: 1 },
    steer: (given) => (pacer = given),
    onSend: (count) => {
      if (count === 2) pacer?.setPlan({ kind: 'speed', speed: 10 }, 1000);
    },
  });
  expect(sent.map(({ leftMs }) => leftMs)).toEqual([0, 1000, 1100, 1200]);
});

test('moving on plays what lies before the instant at once, and the rest at its pace', async () => {
  const { sent } = await play({
    source: sourceAt(0, 1000, 2000, 3000),
    pace: { kind: 'speed', speed: 1 },
    steer: (pacer) => void pacer.move(0, 2500),
  });
  expect(sent.map(({ leftMs }) => leftMs)).toEqual([0, 0, 0, 500]);
});

test('while it stands still nothing after that instant is played, and a wait for a move ends when it is there', async () => {
  const stop = new AbortController();
  const { sent } = await play({
    source: sourceAt(0, 1000, 2000),
    pace: { kind: 'speed', speed: 1 },
    signal: stop.signal,
    steer: (pacer) => {
      pacer.pause(0);
      void pacer.move(0, 1500).then(() => stop.abort());
    },
  });
  expect(sent).toHaveLength(2);
});
