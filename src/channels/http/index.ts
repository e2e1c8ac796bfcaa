import type { SecureContext } from 'node:tls';
import type { Clock } from '../../lib/clock.ts';
import { InputError } from '../../lib/errors.ts';
import type { Problem } from '../../lib/errors.ts';
import type { Random } from '../../lib/random.ts';
import type { Channel, DeliveryObserver, HttpMessage, Lane } from '../message.ts';
import type { WirePlan } from '../wire-plan.ts';
import { Counter } from '../../lib/counter.ts';
import { httpLimits } from './config.ts';
import type { HttpLimits } from './config.ts';
import { LateLanes, nameLane } from './late-lanes.ts';
import { answerLimits, Outbox } from './outbox.ts';
import { PlannedTls } from './planned/planned-tls.ts';
import { plainWire } from './wire.ts';
import type { Wire } from './wire.ts';
import type { Environment } from '../../tls/pem.ts';
import { loadTls } from '../../tls/client-context.ts';
import type { LaneTls } from '../../tls/client-context.ts';

/** What the `http` channel is made of. */
export interface HttpChannelParts {
  /** One per feed; a message whose vendor and feed have none, here or in `laneOf`, is dropped. */
  readonly lanes: readonly Lane[];
  /** The lane of a feed that came to be after the start; it closes once this no longer knows it and it is empty. */
  readonly laneOf?: (vendor: string, feed: string) => Lane | undefined;
  readonly observer: DeliveryObserver;
  readonly clock: Clock;
  /** For the jitter of the retries' pauses. */
  readonly random: Random;
  readonly limits?: HttpLimits;
  /** How connections are opened and requests written. Absent: as HTTP has it. */
  readonly wire?: Wire;
  /** Where the lanes' passphrases are looked up. */
  readonly env: Environment;
  /** Told what does not stop the run, such as an expired certificate. */
  readonly warn?: (problem: Problem) => void;
}

/** The channel, with what it can do for those who know that it is this one. */
export interface HttpChannel extends Channel<HttpMessage> {
  readonly warm: NonNullable<Channel['warm']>;
  /** Why attempts to those of these vendors, or of all, cannot leave as a plan says: the files of a certificate. */
  check(plan: WirePlan, vendors?: readonly string[]): Problem[];
}

/**
 * The channel that posts each message as one HTTP/1.1 request over TLS. Every lane has its own connections, its own
 * budget in flight and its own backlog. Throws an {@link InputError} with everything that is wrong with the lanes' certificates.
 */
export function createHttpChannel(parts: HttpChannelParts): HttpChannel {
  const limits = parts.limits ?? httpLimits.parse({});
  const open = new Counter();
  const waiting = new Counter();
  const outboxes = new Map<string, Outbox>();
  const plannedTls = new Map<string, PlannedTls>();
  const openOutbox = (lane: Lane, context: () => SecureContext): Outbox => {
    const outbox = new Outbox(lane, {
      ...parts,
      limits,
      plannedTls: plannedTlsOf(lane, plannedTls, parts.env),
      connections: { context, wire: parts.wire ?? plainWire, limits: answerLimits },
      open,
      waiting,
    });
    outboxes.set(nameLane(lane), outbox);
    return outbox;
  };
  for (const [i, context] of loadContexts(parts).entries()) openOutbox(parts.lanes[i] as Lane, context);
  const lateLanes = new LateLanes(parts, outboxes, openOutbox);
  let closed: Promise<void> | undefined;

  return {
    send(message, dueMs) {
      const outbox = outboxes.get(nameLane(message)) ?? (closed ? undefined : lateLanes.open(message));
      if (outbox !== undefined) return outbox.send(message, dueMs);
      const { seq: messageSeq, eventId } = message;
      parts.observer.ended(message, { messageSeq, eventId, outcome: 'dropped', reason: 'no such feed' });
    },
    get openCount() {
      return open.count;
    },
    waiting,
    lanes: () => [...outboxes.values()].map((outbox) => outbox.describe()),
    async warm(lane, url, wanted) {
      const outbox = outboxes.get(nameLane(lane));
      return outbox === undefined ? { opened: 0, failed: wanted.count } : outbox.warm(url, wanted);
    },
    check(plan, vendors) {
      if (plan.certificate === undefined && plan.tlsVersion === undefined) return [];
      const meant = parts.lanes.filter(({ vendor }) => vendors?.includes(vendor) !== false);
      const tls = new Set(meant.map((lane) => plannedTlsOf(lane, plannedTls, parts.env)));
      // Of lanes that are yet to come this much is known: which files they are to show.
      if (tls.size === 0 && plan.certificate?.shows === 'folder')
        tls.add(new PlannedTls(anyRules, parts.env));
      return [...tls].flatMap((one) => one.load(plan, parts.clock.wallMs()).problems);
    },
    drain: (signal, atMost = 0) => open.until((count) => count <= atMost, signal),
    close() {
      closed ??= Promise.all([
        lateLanes.closing(),
        ...[...outboxes.values()].map((outbox) => outbox.close()),
      ]).then(() => undefined);
      return closed;
    },
  };
}

const anyRules: Lane['tls'] = { minVersion: 'TLSv1.2' };

/** Lanes of the same rules share it. */
function plannedTlsOf({ tls }: Lane, made: Map<string, PlannedTls>, env: Environment): PlannedTls {
  const rules = JSON.stringify(tls);
  const known = made.get(rules) ?? new PlannedTls(tls, env);
  made.set(rules, known);
  return known;
}

/** One context for all lanes of the same rules, and each problem told once. */
function loadContexts({ lanes, env, clock, warn }: HttpChannelParts): (() => SecureContext)[] {
  const loaded = new Map<string, LaneTls>();
  const ofLanes = lanes.map(({ tls }) => {
    const rules = JSON.stringify(tls);
    const found = loaded.get(rules) ?? loadTls(tls, env, clock.wallMs());
    loaded.set(rules, found);
    return found.context;
  });
  const all = [...loaded.values()];
  const problems = all.flatMap((tls) => tls.problems);
  if (problems.length > 0) throw new InputError(problems);
  for (const warning of all.flatMap((tls) => tls.warnings)) warn?.(warning);
  return ofLanes;
}
