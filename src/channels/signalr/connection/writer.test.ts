import { expect, test } from 'vitest';
import { machineClock } from '../../../lib/clock.ts';
import { Encoded, noFilling } from '../protocols/encoded.ts';
import { FlushSchedule } from './flush-schedule.ts';
import type { Outcome } from './outbox.ts';
import { type Batch, joinBatch } from '../transports/batch.ts';
import type { Transport } from '../transports/transport.ts';
import { Writer } from './writer.ts';

/** A transport that writes down its frames. */
class Recorded implements Transport {
  readonly kind = 'WebSockets';
  readonly binary = true;
  ready = true;
  queuedBytes = 0;
  readonly frames: string[] = [];
  send(batch: Batch): void {
    this.frames.push(joinBatch(batch).toString());
  }
  close(): boolean {
    return true;
  }
  lose(): void {
    throw new Error('not in this test');
  }
  cut(): void {
    this.ready = false;
  }
  pause(): void {
    this.ready = false;
  }
  resume(): void {
    this.ready = true;
  }
  tick(): void {
    this.ready = true;
  }
}

interface Owner {
  flush(): void;
}

function made(maxBufferedBytes = 1_000_000): {
  writer: Writer<Owner>;
  transport: Recorded;
  errors: unknown[];
} {
  const errors: unknown[] = [];
  const transport = new Recorded();
  const owner: Owner = { flush: () => writer.flush() };
  const writer = new Writer<Owner>(owner, {
    flushes: new FlushSchedule(machineClock),
    maxBufferedBytes,
    isStateful: false,
    onError: (error) => errors.push(error),
  });
  writer.transport = transport;
  return { writer, transport, errors };
}

const text = (content: string): Encoded => new Encoded(Buffer.from(content), {});
const nextRound = (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

test('everything that becomes due in one turn leaves in one frame, in order', async () => {
  const { writer, transport } = made();
  for (const each of ['a', 'b', 'c']) writer.add(text(each));
  expect(transport.frames).toEqual([]);
  await nextRound();
  expect(transport.frames).toEqual(['abc']);
});

test('what would make a frame long leaves at once', () => {
  const { writer, transport } = made();
  writer.add(text('x'.repeat(70_000)));
  expect(transport.frames.map((frame) => frame.length)).toEqual([70_000]);
});

test('a client that takes nothing is waited for up to the limit', async () => {
  const { writer, transport } = made(100_000);
  transport.ready = false;
  expect(writer.add(text('x'.repeat(60_000)))).toBe(true);
  await nextRound();
  expect(transport.frames).toEqual([]);
  for (let i = 0; i < 2; i++) expect(writer.add(text('x'.repeat(30_000)))).toBe(true);
  expect(writer.add(text('x'.repeat(30_000)))).toBe(false);
});

test('one message of any length says nothing of a client, and what comes behind it has the limit for itself', () => {
  const { writer, transport } = made(100_000);
  transport.ready = false;
  transport.queuedBytes = 90_000;
  expect(writer.add(text('x'.repeat(500_000)))).toBe(true);
  expect(writer.add(text('x'.repeat(10_000)))).toBe(true);
  expect(writer.add(text('x'))).toBe(false);
});

test('a long message that has been taken counts no more', () => {
  const { writer, transport } = made(100_000);
  expect(writer.add(text('x'.repeat(500_000)))).toBe(true);
  transport.ready = false;
  expect(writer.add(text('x'.repeat(70_000)))).toBe(true);
  expect(writer.add(text('x'.repeat(90_000)))).toBe(true);
  expect(writer.add(text('x'.repeat(70_000)))).toBe(false);
});

test('there is room again when the transport has passed on what it kept', async () => {
  const { writer, transport } = made();
  transport.ready = false;
  transport.queuedBytes = 80_000;
  expect(writer.hasRoom).toBe(false);
  const ready = writer.waitUntilReady();
  transport.ready = true;
  transport.queuedBytes = 0;
  writer.flush();
  await ready;
  expect(writer.hasRoom).toBe(true);
});

test('every message is reported once: delivered when handed over, cut off when given up', async () => {
  const { writer, transport } = made();
  const outcomes: Outcome[] = [];
  const report = (outcome: Outcome): number => outcomes.push(outcome);
  writer.add(text('a'), noFilling, report);
  expect(outcomes).toEqual([]);
  await nextRound();
  expect(outcomes).toEqual(['delivered']);
  transport.ready = false;
  writer.add(text('b'), noFilling, report);
  await nextRound();
  writer.cutOff();
  writer.cutOff();
  expect(outcomes).toEqual(['delivered', 'cut_off']);
});

test('a report that throws keeps no other from its turn', async () => {
  const { writer, transport, errors } = made();
  const trouble = new Error('no book for that');
  const outcomes: Outcome[] = [];
  writer.add(text('a'), noFilling, () => {
    throw trouble;
  });
  writer.add(text('b'), noFilling, (outcome) => outcomes.push(outcome));
  await nextRound();
  expect(transport.frames).toEqual(['ab']);
  expect(outcomes).toEqual(['delivered']);
  expect(errors).toEqual([trouble]);
});

test('what waits until the client is ready goes on when it has taken what was due', async () => {
  const { writer, transport } = made();
  transport.ready = false;
  writer.add(text('x'.repeat(70_000)));
  let isWaiting = true;
  const waited = writer.waitUntilReady().then(() => (isWaiting = false));
  await nextRound();
  expect(isWaiting).toBe(true);
  transport.ready = true;
  writer.flush();
  await waited;
  expect(isWaiting).toBe(false);
});
