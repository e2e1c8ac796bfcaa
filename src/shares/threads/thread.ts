import { parentPort, workerData } from 'node:worker_threads';
import { machineClock } from '../../lib/clock.ts';
import type { ShareCommand, ShareEnd, ShareWord } from '../order.ts';
import { playShare } from '../play-share.ts';
import { sharedClock, watchedClock } from '../shared-clock.ts';
import type { ThreadOrder } from './threads.ts';

/** The thread in which one share is played. It hears and is heard by messages. */
const { order, guests, sharedZeroMs, env, stalledAfterMs = Infinity } = workerData as ThreadOrder;
let stoppedBy: NonNullable<ShareEnd['stoppedBy']> = 'coordinator';
const began = Promise.withResolvers<number>();
const stop = new AbortController();
const cutOff = new AbortController();

const clock = watchedClock(
  sharedClock(machineClock, machineClock.wallMs() - sharedZeroMs),
  stalledAfterMs,
  () => {
    stoppedBy = 'stall';
    stop.abort();
    cutOff.abort();
  },
);

parentPort?.on('message', (command: ShareCommand) => {
  switch (command.type) {
    case 'begin':
      clock.watch();
      return began.resolve(command.atMs);
    case 'stop':
      if (!stop.signal.aborted) stoppedBy = command.by;
      return stop.abort();
    case 'cut-off':
      stop.abort();
      return cutOff.abort();
  }
});

await playShare(
  order,
  {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- threads have none
    tell: (word: ShareWord) => parentPort?.postMessage(word),
    begin: began.promise,
    stop: stop.signal,
    cutOff: cutOff.signal,
    stoppedBy: () => stoppedBy,
  },
  { clock, env, guests },
);
parentPort?.close();
