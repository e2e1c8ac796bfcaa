import { findReceiver, receivers } from '../dialects/index.ts';
import { machineClock } from '../lib/clock.ts';
import { formatDuration } from '../lib/duration.ts';
import { suggestNames } from '../lib/errors.ts';
import { startReceiver as openReceiver, type ReceiverCounts } from '../receiver/receiver.ts';
import { RecordRing } from '../record/ring.ts';
import { readBehaviour, type Behaviour } from './behaviour.ts';
import { createCertificates, type Certificates, type CertificateSet } from './certificates.ts';
import { environment } from './environment.ts';
import { readPem, type PemOptions } from './options.ts';
import { describeArrival, isWanted, type Received, type ReceivedFilter } from './received.ts';
import { usualTimeoutMs } from './wait/wait.ts';
import { WaitError } from './wait/wait-error.ts';

/** How a receiver is started. */
export interface StartReceiverOptions {
  /** Whose events it is for: it checks them with that vendor's schema. Default: the first that calls receivers. */
  readonly vendor?: string | undefined;
  /**
   * `plain`: HTTP. Certificates, or paths or texts of PEM: with a `ca`, who has no certificate of it is refused. Default: new
   * certificates, for both sides.
   */
  readonly tls?: 'plain' | Certificates | PemOptions | undefined;
  /** Default: 127.0.0.1. */
  readonly host?: string | undefined;
  /** Default: 0, any free port. */
  readonly port?: number | undefined;
  /** How many of the last requests can be looked at. Default: 10,000. */
  readonly keep?: number | undefined;
}

/** A receiver that listens, checks what comes and answers as it is told. */
export interface PhoneyReceiver {
  /** Where to send to. Any path below it is answered, too. */
  readonly url: string;
  readonly port: number;
  /** The `tls` of a target that is to get through to it; `undefined` of one that is plain, or has PEM of your own. */
  readonly tls: CertificateSet | undefined;
  /** The requests that are kept, the oldest first. */
  received(filter?: ReceivedFilter): Received[];
  /**
   * Waits for a request to be answered; one that is kept already counts, unless `fresh` is asked for. Throws a `WaitError` that
   * says what came instead.
   */
  until(
    wanted: ReceivedFilter | ((received: Received) => boolean),
    options?: { readonly timeoutMs?: number | undefined; readonly fresh?: boolean | undefined },
  ): Promise<Received>;
  /** From now on: a status, or what else becomes of requests. `answerWith(200)` makes it good again. */
  answerWith(behaviour: number | Behaviour | readonly Behaviour[]): void;
  counts(): ReceiverCounts;
  /** Why connections came to nothing, such as a client certificate that cannot be verified. */
  readonly refusals: readonly string[];
  /** Ends its connections, and resolves when the port is free. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Starts a receiver. Throws an `InputError` for options that are wrong, and a `StartError` when it cannot listen. */
export async function startReceiver(options: StartReceiverOptions = {}): Promise<PhoneyReceiver> {
  const [usual = ''] = receivers.keys();
  const { vendor = usual, tls, host = '127.0.0.1', port = 0, keep = 10_000 } = options;
  const rules = findReceiver(vendor);
  const own = tls === undefined ? await createCertificates() : undefined;
  const secured = own ?? tls;
  const ring = new RecordRing<Received>(keep);
  const refusals: string[] = [];
  const watchers = new Set<(received: Received) => void>();
  let react = readBehaviour(200);
  let since = 0;
  let requests = 0;
  const receiver = await openReceiver({
    host,
    port,
    ...(secured !== undefined &&
      secured !== 'plain' && {
        tls: {
          ...readPem(isMade(secured) ? secured.server : secured, environment, () => undefined),
          minVersion: rules.minVersion,
        },
      }),
    validate: await rules.validator(),
    clock: machineClock,
    react: () => react(++requests - since),
    onArrival(arrival) {
      const received = describeArrival(arrival, ring.last + 1);
      ring.add(received);
      for (const watch of watchers) watch(received);
    },
    onRefusal: (reason) => void refusals.push(reason),
  });
  const close = async (): Promise<void> => {
    await receiver.close();
    own?.remove();
  };
  const received = (filter: ReceivedFilter = {}): Received[] =>
    ring
      .since(0)
      .map(({ item }) => item)
      .filter((item) => isWanted(item, filter));
  return {
    url: receiver.url,
    port: receiver.port,
    tls: secured !== undefined && secured !== 'plain' && isMade(secured) ? secured.client : undefined,
    received,
    async until(wanted, { timeoutMs = usualTimeoutMs, fresh = false } = {}) {
      const calledFrom = new Error('Called from');
      const filter = typeof wanted === 'function' ? { where: wanted } : wanted;
      const kept = fresh ? undefined : received(filter)[0];
      if (kept !== undefined) return kept;
      const came = await nextOf(watchers, filter, timeoutMs);
      if (came !== undefined) return came;
      throw new WaitError(explain(filter, timeoutMs, received(), refusals), calledFrom);
    },
    answerWith(behaviour) {
      react = readBehaviour(behaviour);
      since = requests;
    },
    counts: () => receiver.counts(),
    refusals,
    close,
    [Symbol.asyncDispose]: close,
  };
}

function isMade(tls: Certificates | PemOptions): tls is Certificates {
  return 'texts' in tls;
}

/** The next request that the filter means; `undefined` when none comes in time. */
async function nextOf(
  watchers: Set<(received: Received) => void>,
  filter: ReceivedFilter,
  timeoutMs: number,
): Promise<Received | undefined> {
  const came = new AbortController();
  let next: Received | undefined;
  const wait = Promise.withResolvers<void>();
  const watch = (received: Received): void => {
    try {
      if (next !== undefined || !isWanted(received, filter)) return;
      next = received;
      wait.resolve();
    } catch (error) {
      wait.reject(error);
    }
  };
  watchers.add(watch);
  void machineClock.sleep(timeoutMs, came.signal).then(() => wait.resolve());
  try {
    await wait.promise;
  } finally {
    came.abort();
    watchers.delete(watch);
  }
  return next;
}

function explain(
  { where, ...filter }: ReceivedFilter,
  timeoutMs: number,
  all: readonly Received[],
  refusals: readonly string[],
): string {
  const types = [...new Set(all.map(({ eventType }) => eventType ?? 'of no type'))];
  const near = suggestNames(filter.eventType ?? '', types);
  const asked = JSON.stringify(filter) + (where === undefined ? '' : ' for which the function is true');
  return [
    `No request ${asked} came within ${formatDuration(timeoutMs)}.`,
    `${all.length} requests came${all.length === 0 ? '' : `: ${types.slice(0, 12).join(', ')}`}.`,
    ...(near.length === 0 ? [] : [`The nearest: ${near.join(', ')}.`]),
    ...(refusals.length === 0
      ? []
      : [`${refusals.length} connections were refused, the last: ${refusals.at(-1)}.`]),
  ].join('\n');
}
