import type { Socket } from 'node:net';
import type { TlsRules } from '../channels/message.ts';
import type { Clock } from '../lib/clock.ts';
import { openListener } from '../server/listener.ts';
import type { PemTexts } from '../tls/pem.ts';
import { answerRequest, type AnswerParts, type Arrival } from './answer.ts';
import type { Behaviour, Misbehaviour, Reaction } from './behaviour.ts';
import type { Forward } from './forward.ts';
import { Seen } from './seen.ts';
import type { Validate } from '../dialects/vendor.ts';

/** What a receiver is started with. */
export interface ReceiverParts {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** Absent: plain HTTP. With a `ca`, who has no certificate of it is refused. */
  readonly tls?: Pick<PemTexts, 'cert' | 'key' | 'ca' | 'passphrase'> & Pick<TlsRules, 'minVersion'>;
  /** Absent: every request is valid. */
  readonly validate?: Validate;
  readonly misbehaviours?: readonly Misbehaviour[];
  /** Decides in place of all misbehaviours what becomes of the `nth` request, from 1. */
  readonly react?: (nth: number) => Reaction;
  /** Answers in the receiver's place, unless it misbehaves. */
  readonly forward?: Forward;
  readonly clock: Clock;
  /** Told of each request as soon as it is complete, in the order in which they came. */
  readonly onReceived?: AnswerParts['onReceived'];
  /** Told of each request once it is over. */
  readonly onArrival?: (arrival: Arrival) => void;
  /** Told why a connection came to nothing, such as a client certificate that cannot be verified. */
  readonly onRefusal?: (reason: string) => void;
}

/** How many there were so far. Every request counts once in `requests`. */
export interface ReceiverCounts {
  readonly requests: number;
  /** Different events: requests with an event id that was new. */
  readonly events: number;
  readonly duplicates: number;
  readonly invalid: number;
  /** Connections that came to nothing. */
  readonly refused: number;
  /** Per status answered; `none` for no answer. */
  readonly statuses: Readonly<Record<string, number>>;
}

/** A receiver that listens. */
export interface Receiver {
  readonly url: string;
  readonly port: number;
  counts(): ReceiverCounts;
  /** From the next request on, this instead of all misbehaviours before; `undefined`: none. */
  answerWith(behaviour: Behaviour | readonly Misbehaviour[] | undefined): void;
  /** Closes all connections and resolves when the port is free again. */
  close(): Promise<void>;
}

/** Each may hold a body of up to a megabyte. */
const maxConnections = 2000;

const anything: Validate = () => ({
  eventId: null,
  eventType: null,
  feed: null,
  about: null,
  valid: true,
  problems: [],
});

/** Starts a receiver. Throws a `StartError` when the port cannot be had or OpenSSL refuses the certificate. */
export async function startReceiver(parts: ReceiverParts): Promise<Receiver> {
  const { host, port, tls, validate = anything, onArrival, onRefusal } = parts;
  const counts = { requests: 0, events: 0, duplicates: 0, invalid: 0, refused: 0 };
  const statuses: Record<string, number> = {};
  const ending = new AbortController();
  const seen = new Seen();
  let misbehaviours = parts.misbehaviours ?? [];
  const count = ({ duplicate, eventId, valid, status }: Arrival): void => {
    if (duplicate) counts.duplicates++;
    else if (eventId !== null) counts.events++;
    if (!valid) counts.invalid++;
    const key = status ?? 'none';
    statuses[key] = (statuses[key] ?? 0) + 1;
  };
  const listener = await openListener(
    { hostname: host, port, ...(tls !== undefined && { tls }) },
    {
      maxConnections,
      onRequest(request, response) {
        const nth = ++counts.requests;
        const reset = (socket: Socket): void => listener.reset(socket);
        const answerParts = { ...parts, validate, misbehaviours, nth, seen, reset, signal: ending.signal };
        void answerRequest(request, response, answerParts).then((arrival) => {
          count(arrival);
          onArrival?.(arrival);
        });
      },
      onRefusal(reason) {
        counts.refused++;
        onRefusal?.(reason);
      },
    },
  );
  return {
    port: listener.port,
    url: listener.origin,
    counts: () => ({ ...counts, statuses: { ...statuses } }),
    answerWith(behaviour) {
      misbehaviours = listOf(behaviour);
    },
    async close() {
      ending.abort();
      await listener.close();
    },
  };
}

function listOf(behaviour: Behaviour | readonly Misbehaviour[] | undefined): readonly Misbehaviour[] {
  if (behaviour === undefined) return [];
  return isList(behaviour) ? behaviour : [{ every: 1, what: behaviour }];
}

function isList(behaviour: Behaviour | readonly Misbehaviour[]): behaviour is readonly Misbehaviour[] {
  return Array.isArray(behaviour);
}
