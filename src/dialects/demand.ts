import type { ReceiverBench } from './bench.ts';
import type { ClientBench } from './client-bench.ts';

/**
 * How much depends on a demand. `required`: the vendor's page says so, and the vendor's events are lost without it. `advice`: it
 * is said in passing, or follows from what is said. `question`: nothing that can be seen from outside answers it.
 */
export type Level = 'required' | 'advice' | 'question';

/** What one demand came to. */
export type FindingVerdict = 'held' | 'broken' | 'not seen';

/** A verdict, and what it stands on: plain sentences, what was seen before what to do. */
export interface Finding {
  readonly verdict: FindingVerdict;
  readonly evidence: readonly string[];
}

/** One thing that a vendor's page demands of whoever receives its events. */
export interface Demand<Bench> {
  /** `group.name`: what `--only` and `--skip` take, the group alone as well. Stays the same over versions. */
  readonly id: string;
  /** What has to be true of the other side: a statement. Of a question, the question. */
  readonly title: string;
  /** Where the vendor says so: the section of its page. */
  readonly section: string;
  readonly level: Level;
  /**
   * Looks. The other side's mistakes are findings; what is thrown is our bug. Of a question it may say what can be seen, and its
   * verdict does not count. Absent, of a question only: there is nothing to see.
   */
  readonly look?: (this: void, bench: Bench) => Promise<Finding>;
}

/** A vendor's demands of those whom it calls, in the order in which they are looked at. */
export interface ReceiverSuite {
  readonly whom: 'receiver';
  readonly demands: readonly Demand<ReceiverBench>[];
}

/** A vendor's demands of the clients of its hub, in the order in which they are looked at. */
export interface ClientSuite {
  readonly whom: 'client';
  readonly demands: readonly Demand<ClientBench>[];
}

/** Everything that a vendor demands. */
export type CheckSuite = ReceiverSuite | ClientSuite;

/** It is as it should be. */
export function held(...evidence: readonly string[]): Finding {
  return { verdict: 'held', evidence };
}

/** It is not. */
export function broken(...evidence: readonly string[]): Finding {
  return { verdict: 'broken', evidence };
}

/** Nobody can say, and why; the last sentence says what to give so that somebody can. */
export function notSeen(...evidence: readonly string[]): Finding {
  return { verdict: 'not seen', evidence };
}
