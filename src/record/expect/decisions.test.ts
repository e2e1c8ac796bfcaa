import { expect, test } from 'vitest';
import type { Attempt, HubMessage, Message, Outcome } from '../../channels/message.ts';
import { backlogFull } from '../feed-fold.ts';
import type { RecordedClient } from '../record.ts';
import { Recorder } from '../recorder.ts';
import { SummaryFold } from '../summary.ts';
import { judge, type ExpectationResult } from '../verdict.ts';
import type { Asked, Bound, Expectation, Scope } from './expectation.ts';
import { Watches } from './watches.ts';

/** A run that a test tells, line by line. */
class Told {
  readonly #fold = new SummaryFold();
  readonly #watches: Watches;
  readonly #recorder: Recorder;
  readonly hopeless: string[] = [];
  readonly #byName = new Map<string, Message>();

  constructor(...expectations: readonly Expectation[]) {
    this.#watches = new Watches(expectations, ({ id }) => this.hopeless.push(id));
    this.#recorder = new Recorder([this.#fold.add, this.#watches.add]);
  }

  /** A message is rendered; what it is about may be said. */
  render(name: string, of: Partial<Pick<Message, 'vendor' | 'feed' | 'eventType' | 'orderKey'>> = {}): this {
    const message = this.#recorder.rendered({
      at: 0,
      vendor: 'asapp',
      feed: 'raw',
      channel: 'http',
      eventId: name,
      eventType: 'QUEUED',
      contactId: null,
      method: 'POST',
      url: 'http://localhost/',
      headers: {},
      body: '{}',
      orderKey: 'one',
      filtered: false,
      ...of,
    });
    this.#byName.set(name, message);
    return this;
  }

  push(name: string, connectionId: string): this {
    const part = { arguments: () => [], value: () => null };
    const draft: Omit<HubMessage, 'seq'> = {
      at: 0,
      vendor: 'enreach',
      feed: 'rte',
      channel: 'signalr',
      eventId: name,
      eventType: 'UserStatus',
      contactId: null,
      target: 'MessageReceived',
      hubPath: '/rte',
      body: '[]',
      orderKey: connectionId,
      filtered: false,
      push: { connectionId, shared: part, own: part },
    };
    this.#byName.set(name, this.#recorder.rendered(draft));
    return this;
  }

  copy(of: string, name: string, by?: string): this {
    this.#byName.set(name, this.#recorder.copied(this.#named(of), by));
    return this;
  }

  touch(name: string, fault: string): this {
    this.#recorder.touched(this.#named(name), { name: fault, kind: 'duplicate', what: null });
    return this;
  }

  /** One try, due at 0; a status from 400 on is an error, as is `null`. */
  attempt(
    name: string,
    of: { try?: number; from?: number; to: number; status?: number | null; faults?: readonly string[] },
  ): this {
    const message = this.#named(name);
    const { try: ordinal = 1, from = 0, to, status = 200 } = of;
    const error = status === null ? 'timeout' : status < 400 ? null : `status ${status}`;
    const attempt: Attempt = {
      messageSeq: message.seq,
      eventId: message.eventId,
      try: ordinal,
      dueMs: 0,
      queuedMs: from,
      startedMs: from,
      finishedMs: to,
      status,
      error,
      ...(of.faults !== undefined && { faults: of.faults }),
    };
    this.#recorder.attempted(message, attempt);
    return this;
  }

  end(name: string, outcome: Outcome['outcome'], reason: string | null = null): this {
    const message = this.#named(name);
    this.#recorder.ended(message, { messageSeq: message.seq, eventId: message.eventId, outcome, reason });
    return this;
  }

  deliver(name: string, from: number, to: number): this {
    return this.attempt(name, { from, to }).end(name, 'delivered');
  }

  client(client: string, what: RecordedClient['what'], atMs = 0, more: Partial<RecordedClient> = {}): this {
    this.#recorder.client({ vendor: 'enreach', client, what, atMs, ...more });
    return this;
  }

  judge(nowMs = 0): ExpectationResult[] {
    return judge(this.#watches.all, { summary: this.#fold.read(), nowMs });
  }

  #named(name: string): Message {
    const message = this.#byName.get(name);
    if (message === undefined) throw new Error(`"${name}" was not rendered.`);
    return message;
  }
}

type Asks = Asked & Scope & Bound;
interface Case {
  readonly says: string;
  readonly asks: Asks;
  readonly tell: (told: Told) => Told;
  readonly nowMs?: number;
  readonly ok: boolean;
  readonly actual?: number | null;
  /** What is told of the first that is to blame. */
  readonly saw?: string;
}

const delivered = { metric: 'delivered' } as const;
const twoTypes = (told: Told): Told =>
  told
    .render('a')
    .render('b', { eventType: 'ASSIGNED', feed: 'journey' })
    .deliver('a', 0, 1)
    .deliver('b', 0, 1);
const touched = (told: Told): Told =>
  told
    .render('a')
    .touch('a', 'storm')
    .deliver('a', 0, 1)
    .copy('a', 'a again', 'storm')
    .deliver('a again', 1, 2)
    .render('b')
    .deliver('b', 0, 1)
    .copy('b', 'b again')
    .deliver('b again', 1, 2);
const times = (told: Told): Told => {
  for (let n = 1; n <= 1000; n++) told.render(`${n}`).deliver(`${n}`, n / 2, n);
  return told;
};
const statuses = (told: Told): Told =>
  told
    .render('a')
    .attempt('a', { to: 1, status: 500 })
    .attempt('a', { try: 2, to: 2, status: null })
    .attempt('a', { try: 3, to: 3 })
    .end('a', 'delivered');
/** The later one leaves first, and is answered last. */
const swapped = (told: Told): Told =>
  told
    .render('first')
    .render('second')
    .attempt('first', { from: 20, to: 30 })
    .end('first', 'delivered')
    .attempt('second', { from: 10, to: 40 })
    .end('second', 'delivered');
const retried = (told: Told): Told =>
  told
    .render('a')
    .attempt('a', { from: 0, to: 10, status: 500 })
    .attempt('a', { try: 2, from: 110, to: 120, status: 500 })
    .attempt('a', { try: 3, from: 320, to: 330 })
    .end('a', 'delivered')
    .render('b')
    .deliver('b', 0, 1);
const late = (told: Told): Told =>
  told
    .render('a')
    .deliver('a', 5, 6)
    .render('b')
    .deliver('b', 10.5, 11)
    .render('c')
    .end('c', 'dropped', backlogFull);
const lost = { connection: 'c1', reason: 'transport-lost' };
const back = (told: Told): Told =>
  told
    .client('alice', 'connected', 0, { connection: 'c1' })
    .client('alice', 'left', 100, lost)
    .client('alice', 'connected', 350, { connection: 'c2' });
const away = (told: Told): Told =>
  told.client('alice', 'connected', 0, { connection: 'c1' }).client('alice', 'left', 100, lost);
const hub = (name: 'connected' | 'connections' | 'subscribed' | 'reconnected' | 'missed' | 'pings') =>
  ({ hub: name }) as const;

test.each<Case>([
  // Of which messages.
  {
    says: 'an event type',
    asks: { ...delivered, event_type: 'ASSIGNED', max: 1 },
    tell: twoTypes,
    ok: true,
    actual: 1,
  },
  {
    says: 'any of a list',
    asks: { ...delivered, event_type: ['ASSIGNED', 'QUEUED'], max: 1 },
    tell: twoTypes,
    ok: false,
    actual: 2,
    saw: 'delivered',
  },
  {
    says: 'a feed by its name alone',
    asks: { ...delivered, feed: 'journey', min: 1, max: 1 },
    tell: twoTypes,
    ok: true,
    actual: 1,
  },
  {
    says: 'another vendor',
    asks: { ...delivered, vendor: 'ringcentral', min: 1 },
    tell: twoTypes,
    ok: false,
    actual: 0,
  },
  {
    says: 'a type that the feed has not',
    asks: { ...delivered, feed: 'asapp.raw', event_type: 'ASSIGNED', max: 0 },
    tell: twoTypes,
    ok: true,
    actual: 0,
  },
  {
    says: 'what a fault touched, and its copies',
    asks: { ...delivered, fault: 'storm', min: 2, max: 2 },
    tell: touched,
    ok: true,
    actual: 2,
  },
  {
    says: 'a fault: only its own copies',
    asks: { metric: 'copied', fault: 'storm', max: 1 },
    tell: touched,
    ok: true,
    actual: 1,
  },
  {
    says: 'a fault that touched nothing',
    asks: { metric: 'rendered', fault: 'gap', max: 0 },
    tell: touched,
    ok: true,
    actual: 0,
  },
  // Percentiles.
  { says: 'the whole time', asks: { percentile: 99.9, of: 'response', max: 999.5 }, tell: times, ok: true },
  {
    says: 'one permille more',
    asks: { percentile: 100, of: 'latency', max: 999 },
    tell: times,
    ok: false,
    actual: 1000,
    saw: '1 s',
  },
  { says: 'the receiver’s part', asks: { percentile: 50, of: 'receiver', max: 251 }, tell: times, ok: true },
  {
    says: 'the receiver’s part: not of what came to it in a faulty way',
    asks: { percentile: 100, of: 'receiver', max: 5 },
    tell: (told) =>
      told
        .render('plain')
        .deliver('plain', 0, 5)
        .render('touched')
        .attempt('touched', { to: 900, faults: ['trickle'] })
        .end('touched', 'delivered'),
    ok: true,
    actual: 5,
  },
  {
    says: 'our own lateness',
    asks: { percentile: 99.99, of: 'lateness', max: 499 },
    tell: times,
    ok: false,
    actual: 500,
  },
  {
    says: 'no time at all',
    asks: { percentile: 50, of: 'receiver', max: 1 },
    tell: (told) => told,
    ok: false,
    actual: null,
  },
  // Statuses.
  { says: 'a status', asks: { status: '200', as: 'count', min: 1 }, tell: statuses, ok: true, actual: 1 },
  {
    says: 'a class',
    asks: { status: '5xx', as: 'count', max: 0 },
    tell: statuses,
    ok: false,
    actual: 1,
    saw: 'try 1: status 500',
  },
  {
    says: 'no answer',
    asks: { status: 'none', as: 'count', max: 0 },
    tell: statuses,
    ok: false,
    actual: 1,
    saw: 'try 2: timeout',
  },
  {
    says: 'a share of all tries',
    asks: { status: '200', as: 'share', min: 0.5 },
    tell: statuses,
    ok: false,
    actual: 1 / 3,
    saw: 'try 1: status 500',
  },
  {
    says: 'a share of nothing',
    asks: { status: '200', as: 'share', min: 0 },
    tell: (told) => told,
    ok: false,
    actual: null,
  },
  // Order.
  {
    says: 'left behind a later one',
    asks: { order: 'sent', max: 0 },
    tell: swapped,
    ok: false,
    actual: 1,
    saw: 'message 2 of the same entity left before message 1',
  },
  { says: 'but answered in order', asks: { order: 'answered', max: 0 }, tell: swapped, ok: true, actual: 0 },
  {
    says: 'answered behind a later one',
    asks: { order: 'answered', max: 0 },
    tell: (told) =>
      told.render('1').render('2').deliver('2', 0, 5).attempt('1', { from: 0, to: 6 }).end('1', 'delivered'),
    ok: false,
    actual: 1,
    saw: 'message 2 of the same entity was answered before message 1',
  },
  {
    says: 'another entity has nothing to do with it',
    asks: { order: 'answered', max: 0 },
    tell: (told) => told.render('1').render('2', { orderKey: 'two' }).deliver('2', 0, 5).deliver('1', 6, 7),
    ok: true,
    actual: 0,
  },
  {
    says: 'a copy is no disorder',
    asks: { order: 'sent', max: 0 },
    tell: (told) =>
      told
        .render('1')
        .deliver('1', 0, 1)
        .render('2')
        .deliver('2', 2, 3)
        .copy('1', 'again')
        .deliver('again', 4, 5),
    ok: true,
    actual: 0,
  },
  // Retries.
  {
    says: 'the most tries',
    asks: { retries: 'tries', max: 2 },
    tell: retried,
    ok: false,
    actual: 3,
    saw: '3 tries',
  },
  {
    says: 'the fewest tries',
    asks: { retries: 'tries', min: 2 },
    tell: retried,
    ok: false,
    actual: 1,
    saw: '1 try',
  },
  {
    says: 'tries within bounds',
    asks: { retries: 'tries', min: 1, max: 3 },
    tell: retried,
    ok: true,
    actual: 3,
  },
  {
    says: 'the longest pause',
    asks: { retries: 'pause', max: 150 },
    tell: retried,
    ok: false,
    actual: 200,
    saw: '200 ms before try 3',
  },
  {
    says: 'the shortest pause',
    asks: { retries: 'pause', min: 101, max: 300 },
    tell: retried,
    ok: false,
    actual: 100,
    saw: '100 ms before try 2',
  },
  { says: 'no pause at all', asks: { retries: 'pause', max: 1 }, tell: twoTypes, ok: false, actual: null },
  {
    says: 'what was cut off says nothing of tries',
    asks: { retries: 'tries', min: 3 },
    tell: (told) => retried(told).render('c').attempt('c', { to: 1, status: 500 }).end('c', 'cut_off'),
    ok: false,
    actual: 1,
    saw: '1 try',
  },
  // Rates.
  {
    says: 'what left in time',
    asks: { rate: 'held', min: 0.9 },
    tell: late,
    ok: false,
    actual: 1 / 3,
    saw: 'left 11 ms late',
  },
  {
    says: 'so many a second',
    asks: { rate: 'sent', min: 999, max: 1001 },
    tell: (told) =>
      told.render('a').render('b').render('c').deliver('a', 0, 9).deliver('c', 2, 9).deliver('b', 1, 9),
    ok: true,
    actual: 1000,
  },
  {
    says: 'no rate of one',
    asks: { rate: 'offered', min: 0 },
    tell: (told) => told.render('a').deliver('a', 0, 1),
    ok: false,
    actual: null,
  },
  // Clients.
  { says: 'who connected', asks: { ...hub('connected'), min: 2 }, tell: back, ok: false, actual: 1 },
  { says: 'how often', asks: { ...hub('connections'), min: 2, max: 2 }, tell: back, ok: true, actual: 2 },
  {
    says: 'another client',
    asks: { ...hub('connected'), client: 'bob', min: 1 },
    tell: back,
    ok: false,
    actual: 0,
  },
  { says: 'back in time', asks: { ...hub('reconnected'), max: 250 }, tell: back, ok: true, actual: 250 },
  {
    says: 'back too late',
    asks: { ...hub('reconnected'), max: 249 },
    tell: back,
    ok: false,
    actual: 250,
    saw: 'back after 250 ms',
  },
  {
    says: 'never back',
    asks: { ...hub('reconnected'), max: 249 },
    tell: away,
    nowMs: 400,
    ok: false,
    actual: 300,
    saw: 'transport-lost, and did not come back',
  },
  {
    says: 'not back yet, and there was time left',
    asks: { ...hub('reconnected'), max: 500 },
    tell: away,
    nowMs: 400,
    ok: false,
    actual: null,
  },
  {
    says: 'to what somebody subscribed',
    asks: { ...hub('subscribed'), event_type: 'UserAlert', min: 1 },
    tell: (told) => told.client('alice', 'subscribed', 0, { eventType: 'UserStatus', entity: 'alice' }),
    ok: false,
    actual: 0,
  },
  {
    says: 'what was missed, and what was on its way',
    asks: { ...hub('missed'), max: 0 },
    tell: (told) =>
      away(told.push('m', 'c1'))
        .end('m', 'cut_off', 'connection gone')
        .client('alice', 'missed', 0, { eventType: 'UserStatus', entity: 'bob' }),
    ok: false,
    actual: 2,
    saw: 'UserStatus: connection gone',
  },
  {
    says: 'what was on its way to one who says goodbye is not missed',
    asks: { ...hub('missed'), max: 0 },
    tell: (told) =>
      told
        .client('alice', 'connected', 0, { connection: 'c1' })
        .push('m', 'c1')
        .client('alice', 'left', 1, { connection: 'c1', reason: 'client-closed' })
        .end('m', 'cut_off', 'connection gone'),
    ok: true,
    actual: 0,
  },
])('$says: $asks is met: $ok', ({ asks, tell, nowMs, ok, actual, saw }) => {
  const [result] = tell(new Told({ id: 'it', ...asks })).judge(nowMs);
  expect(result?.ok).toBe(ok);
  if (typeof actual === 'number') expect(result?.actual).toBeCloseTo(actual, 9);
  if (actual === null) expect(result?.actual).toBeNull();
  if (saw !== undefined) expect(result?.offences?.[0]?.saw).toBe(saw);
  if (ok) expect(result?.offences).toBeUndefined();
});

test.each<[says: string, asks: Asks, tell: (told: Told) => Told, hopeless: boolean]>([
  ['a count has passed its max', { metric: 'delivered', max: 1 }, twoTypes, true],
  ['a count has not', { metric: 'delivered', max: 2 }, twoTypes, false],
  ['a status has', { status: '5xx', as: 'count', max: 0 }, statuses, true],
  ['a time has', { metric: 'latency_max', max: 999 }, times, true],
  ['a min of each that is missed is missed for good', { retries: 'pause', min: 101 }, retried, true],
  ['a min of a count may still be reached', { metric: 'delivered', min: 5, max: 9 }, twoTypes, false],
  [
    'a try too many, although the message is still open',
    { retries: 'tries', max: 1 },
    (told) =>
      told.render('a').attempt('a', { to: 1, status: 500 }).attempt('a', { try: 2, to: 2, status: 500 }),
    true,
  ],
  ['a client that came back too late', { ...hub('reconnected'), max: 200 }, back, true],
])('abort: %s', (_says, asks, tell, hopeless) => {
  const told = tell(new Told({ id: 'it', ...asks, abort: true }));
  expect(told.hopeless).toEqual(hopeless ? ['it'] : []);
  expect(tell(new Told({ id: 'it', ...asks })).hopeless).toEqual([]);
});

test('of many that are to blame the first five are named', () => {
  const told = new Told({ id: 'it', metric: 'dropped', max: 0 });
  for (let n = 1; n <= 20; n++) told.render(`${n}`);
  for (let n = 20; n >= 1; n--) told.end(`${n}`, 'dropped', 'status 500');
  const [result] = told.judge();
  expect(result?.offences?.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
});
