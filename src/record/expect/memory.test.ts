import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { unnumbered } from '../../../test/kit/message.ts';
import { Recorder } from '../recorder.ts';
import type { Expectation } from './expectation.ts';
import { Watches } from './watches.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function heapBytes(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

const everything: readonly Expectation[] = [
  { id: 'touched', metric: 'dropped', fault: 'storm', max: 0 },
  { id: 'sent', order: 'sent', max: 0 },
  { id: 'answered', order: 'answered', max: 0 },
  { id: 'tries', retries: 'tries', max: 1 },
  { id: 'pause', retries: 'pause', max: 1 },
  { id: 'held', rate: 'held', min: 1 },
  { id: 'p99', percentile: 99, of: 'response', max: 1 },
  { id: 'missed', hub: 'missed', max: 0 },
];

test('an hour of messages, each of an entity of its own, tried twice and touched, leaves nothing behind', () => {
  const watches = new Watches(everything);
  const recorder = new Recorder([watches.add]);
  const tell = (messages: number): void => {
    for (let n = 0; n < messages; n++) {
      const message = recorder.rendered({ ...unnumbered(), orderKey: `entity ${n}`, eventId: `event ${n}` });
      recorder.touched(message, { name: 'storm', kind: 'delay', what: null });
      const of = { messageSeq: message.seq, eventId: message.eventId, dueMs: n };
      const failed = {
        try: 1,
        queuedMs: n,
        startedMs: n,
        finishedMs: n + 20,
        status: 500,
        error: 'status 500',
      };
      recorder.attempted(message, { ...of, ...failed });
      recorder.attempted(message, { ...of, ...failed, try: 2, startedMs: n + 40 });
      recorder.ended(message, { ...of, outcome: 'dropped', reason: 'status 500' });
      const client = { vendor: 'enreach', client: 'alice', connection: `connection ${n}`, atMs: n };
      recorder.client({ ...client, what: 'connected' });
      recorder.client({ ...client, what: 'left', reason: 'aborted' });
    }
  };
  tell(5000);
  const before = heapBytes();
  tell(60_000);
  expect((heapBytes() - before) / 60_000).toBeLessThan(16);
});
