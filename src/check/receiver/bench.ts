import type { BenchConnection, BenchSettings, ReceiverBench, Restart } from '../../dialects/bench.ts';
import { createDialects, type Targets } from '../../dialects/index.ts';
import type { Clock } from '../../lib/clock.ts';
import { createRandom, drawUuid } from '../../lib/random.ts';
import { openConnection } from './connection.ts';
import { playSamples, type Samples } from './events.ts';
import type { Identities } from './identities.ts';
import { sendLoad } from './load.ts';
import { shakeHands } from './shake-hands.ts';

/** What a bench is made of. */
export interface BenchParts {
  readonly url: string;
  /** One vendor that sends everything to that address. */
  readonly targets: Targets;
  readonly settings: BenchSettings;
  readonly seed: number;
  readonly identities: Identities;
  readonly clock: Clock;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stop: AbortSignal;
  /** Restarts the receiver; absent: nobody said how. */
  readonly restart?: () => Promise<Restart>;
}

/** A bench, and its end. */
export interface OpenBench {
  readonly bench: ReceiverBench;
  readonly close: () => Promise<void>;
}

const againMs = 100;

/** Opens nothing yet: connections are made when they are needed. */
export function createBench(parts: BenchParts): OpenBench {
  const { url, targets, settings, seed, identities, clock, env, stop } = parts;
  const { timeoutMs } = settings;
  const [dialect] = createDialects(targets, seed);
  if (dialect === undefined) throw new Error('There is no target.');
  let samples: Samples | undefined;
  const play = (): Samples => (samples ??= playSamples(dialect, seed, clock.wallMs()));
  const uniform = createRandom(seed).stream('check');
  const connect: ReceiverBench['connect'] = ({ plain, ...manner } = {}) =>
    openConnection({
      url: plain === true ? url.replace(/^https:/, 'http:') : url,
      context: () => identities.contextFor(manner),
      clock,
      timeoutMs,
      headers: {},
      stop,
    });
  const usual: BenchConnection = connect();
  const shake: ReceiverBench['shakeHands'] = (manner = {}) =>
    shakeHands({ url, context: identities.lenientContextFor(manner), clock, timeoutMs, stop });
  const bench: ReceiverBench = {
    url: new URL(url),
    settings,
    stop,
    eventTypes: dialect.sampler?.eventTypes ?? [],
    event: (eventType) => play().take(eventType),
    newId: () => drawUuid(uniform),
    lacks: (identity) => identities.lacks(identity),
    send: (request) => usual.send(request),
    async alone(act) {
      await usual.close();
      return act();
    },
    connect,
    shakeHands: shake,
    async load() {
      await usual.close();
      const { ratePerS, durationMs } = settings;
      // Of other events than the samples.
      return sendLoad({ targets, seed: seed + 1, ratePerS, durationMs, timeoutMs, clock, env, stop });
    },
    async restart() {
      const restarted = await (parts.restart?.() ?? { outcome: 'no command' as const });
      if (restarted.outcome !== 'done') return restarted;
      return untilBack(shake, settings.restartWithinMs, clock, stop);
    },
    sleep: (ms) => clock.sleep(ms, stop),
  };
  return { bench, close: () => usual.close() };
}

async function untilBack(
  shake: ReceiverBench['shakeHands'],
  withinMs: number,
  clock: Clock,
  stop: AbortSignal,
): Promise<Restart> {
  const fromMs = clock.monotonicMs();
  for (;;) {
    const { error } = await shake();
    if (error === null) return { outcome: 'done' };
    const isLate = clock.monotonicMs() - fromMs >= withinMs;
    if (isLate || stop.aborted)
      return { outcome: 'failed', reason: `It took no connections again (${error}).` };
    await clock.sleep(againMs, stop);
  }
}
