import type {
  BenchConnection,
  BenchSettings,
  ConnectionManner,
  ReceiverBench,
  Restart,
} from '../../dialects/bench.ts';
import { createDialects, type Targets } from '../../dialects/index.ts';
import type { Clock } from '../../lib/clock.ts';
import { createRandom, drawUuid } from '../../lib/random.ts';
import { openConnection } from './connection.ts';
import { playSamples, type Samples } from './events.ts';
import type { Identities } from './identities.ts';
import { offerFile } from './offer-file.ts';
import { sendLoad } from './load.ts';
import { offeredSession, shakeHands } from './shake-hands.ts';

/** What a bench is made of. */
export interface BenchParts {
  readonly url: string;
  /** One vendor that sends everything to that address. */
  readonly targets: Targets;
  /** By feed, where it is not that one. */
  readonly feedUrls: Readonly<Record<string, string>>;
  /** Sent with every request, such as those of an account; secret. */
  readonly headers: Readonly<Record<string, string>>;
  readonly settings: BenchSettings;
  readonly seed: number;
  readonly identities: Identities;
  readonly clock: Clock;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stop: AbortSignal;
  /** Restarts the receiver; a text says why that came to nothing. Absent: nobody said how. */
  readonly restart?: () => Promise<string | undefined>;
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
      url,
      isPlain: plain === true,
      context: () => identities.contextFor(manner),
      clock,
      timeoutMs,
      headers: parts.headers,
      stop,
    });
  const usual: BenchConnection = connect();
  const handshake = (manner: ConnectionManner = {}) =>
    ({ url, context: identities.lenientContextFor(manner), clock, timeoutMs, stop }) as const;
  const shake: ReceiverBench['shakeHands'] = (manner) => shakeHands(handshake(manner));
  const bench: ReceiverBench = {
    url: new URL(url),
    settings,
    stop,
    addressOf: (feed) => parts.feedUrls[feed] ?? url,
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
    sessionSeconds: () => offeredSession(handshake()),
    async load() {
      await usual.close();
      const { ratePerS, durationMs } = settings;
      // Of other events than the samples.
      return sendLoad({ targets, seed: seed + 1, ratePerS, durationMs, timeoutMs, clock, env, stop });
    },
    offerFile: (mediaType) => offerFile(mediaType, clock, stop),
    async restart() {
      if (parts.restart === undefined) return { outcome: 'no command' };
      const reason = await parts.restart();
      if (reason !== undefined) return { outcome: 'failed', reason };
      return untilBack(shake, settings.restartWithinMs, clock, stop);
    },
    wallMs: () => clock.wallMs(),
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
    if (error === null) return { outcome: 'done', tookMs: clock.monotonicMs() - fromMs };
    const isLate = clock.monotonicMs() - fromMs >= withinMs;
    if (isLate || stop.aborted)
      return { outcome: 'failed', reason: `It took no connections again (${error}).` };
    await clock.sleep(againMs, stop);
  }
}
