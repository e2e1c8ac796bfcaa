import type { SecureContext } from 'node:tls';
import type { Clock } from '../../lib/clock.ts';
import type { Lane, Message } from '../message.ts';
import type { Outbox } from './outbox.ts';
import type { Environment } from '../../tls/pem.ts';
import { loadTls } from '../../tls/client-context.ts';
import type { LaneTls } from '../../tls/client-context.ts';

/** What late lanes are made of. */
export interface LateLaneParts {
  readonly laneOf?: (vendor: string, feed: string) => Lane | undefined;
  readonly env: Environment;
  readonly clock: Clock;
}

/** The lanes that open while a run lasts. However many come and go, only those that still exist are kept. */
export class LateLanes {
  readonly #parts: LateLaneParts;
  readonly #outboxes: Map<string, Outbox>;
  readonly #openOutbox: (lane: Lane, context: () => SecureContext) => Outbox;
  readonly #lanes = new Set<Lane>();
  readonly #tls = new Map<string, LaneTls>();
  readonly #closing = new Set<Promise<void>>();

  constructor(
    parts: LateLaneParts,
    outboxes: Map<string, Outbox>,
    openOutbox: (lane: Lane, context: () => SecureContext) => Outbox,
  ) {
    this.#parts = parts;
    this.#outboxes = outboxes;
    this.#openOutbox = openOutbox;
  }

  /** The outbox of a message's lane when there is such a lane now, and its certificates are good. */
  open({ vendor, feed }: Message): Outbox | undefined {
    const { laneOf, env, clock } = this.#parts;
    const lane = laneOf?.(vendor, feed);
    if (lane === undefined) return undefined;
    this.#closeGone();
    const rules = JSON.stringify(lane.tls);
    const tls = this.#tls.get(rules) ?? loadTls(lane.tls, env, clock.wallMs());
    this.#tls.set(rules, tls);
    if (tls.problems.length > 0) return undefined;
    this.#lanes.add(lane);
    return this.#openOutbox(lane, tls.context);
  }

  /** Resolves when the lanes that are gone have closed their connections. */
  async closing(): Promise<void> {
    await Promise.all(this.#closing);
  }

  #closeGone(): void {
    for (const lane of this.#lanes) {
      const outbox = this.#outboxes.get(nameLane(lane));
      if (outbox === undefined || outbox.openCount > 0) continue;
      if (this.#parts.laneOf?.(lane.vendor, lane.feed) !== undefined) continue;
      this.#lanes.delete(lane);
      this.#outboxes.delete(nameLane(lane));
      const closed = outbox.close().finally(() => this.#closing.delete(closed));
      this.#closing.add(closed);
    }
  }
}

/** A lane's name among all vendors'. */
export function nameLane({ vendor, feed }: Pick<Message, 'vendor' | 'feed'>): string {
  return `${vendor}.${feed}`;
}
