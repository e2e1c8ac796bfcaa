import { expect, test } from 'vitest';
import { createVirtualClock, type VirtualClock } from '../../test/kit/virtual-clock.ts';
import type { CentreEvent } from '../centre/model/event.ts';
import type { Source } from '../centre/source.ts';
import type { CentreView } from '../centre/model/view.ts';
import type { Channel, Message } from '../channels/message.ts';
import type { Dialect, Draft } from '../dialects/dialect.ts';
import { createPace, type PacePlan } from './pace.ts';
import { Recorder } from '../record/recorder.ts';
import { SummaryFold, type Summary } from '../record/summary.ts';
import { run, type RunParts } from './loop.ts';

const day = 86_400_000;

/** Something happens at these simulated times; nobody looks at the centre. */
function sourceAt(...times: readonly number[]): Source {
  let taken = 0;
  return {
    get nextAt() {
      return times[taken] ?? Infinity;
    },
    step: () => [{ type: 'interval.elapsed', at: times[taken++] ?? 0, everyMs: 1 } satisfies CentreEvent],
    view: {} as CentreView,
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
    render: () => Array.from({ length: messages }, (_, index) => say(index)),
  };
}

interface Played {
  readonly clock: VirtualClock;
  /** When each message was due and when it left. */
  readonly sent: readonly { readonly dueMs: number; readonly leftMs: number }[];
  readonly summary: Summary;
}

interface Play {
  readonly source: Source;
  readonly dialect?: Dialect;
  readonly pace: PacePlan;
  readonly onSend?: (count: number) => void;
}

async function play({
  source,
  dialect = talkative(1),
  pace,
  onSend,
  ...more
}: Play & Partial<Omit<RunParts, 'source' | 'pace'>>): Promise<Played> {
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
  await run({
    dialects: [dialect],
    channels: { http: channel, signalr: channel },
    recorder,
    clock,
    startMs: 0,
    endMs: 1000 * day,
    stopAfterMs: Infinity,
    room: () => undefined,
    signal: new AbortController().signal,
    ...more,
    source,
    pace: createPace(pace),
  });
  return { clock, sent, summary: fold.read() };
}

const tenPerSecond: PacePlan = { kind: 'rate', stages: [{ ratePerSec: 10, forMs: Infinity }] };
const everySecond = Array.from({ length: 100 }, (_, i) => i * 1000);

test('at a speed, a message leaves when its simulated time has come', async () => {
  const { sent } = await play({ source: sourceAt(0, 1000, 5000), pace: { kind: 'speed', speed: 10 } });
  expect(sent).toEqual([0, 100, 500].map((ms) => ({ dueMs: ms, leftMs: ms })));
});

test('nothing is played that happens after the last instant', async () => {
  const { sent, summary } = await play({
    source: sourceAt(0, 1000, 1001),
    pace: { kind: 'max' },
    endMs: 1000,
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
  const dialect: Dialect = { ...talkative(1), finish: () => [{ ...late, at: 7000 }] };
  const day = { source: sourceAt(0, 5000), dialect, pace: { kind: 'speed', speed: 10 } } as const;
  expect((await play({ ...day, endMs: 6000 })).sent.map(({ leftMs }) => leftMs)).toEqual([0, 500, 700]);
  const stopped = await play({ ...day, source: sourceAt(0, 5000), endMs: 6000, stopAfterMs: 600 });
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
    room: () => (++asked < 5 ? Promise.resolve() : undefined),
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
    room: () => Promise.resolve().then(() => stop.abort()),
  });
  expect(sent).toEqual([]);
});
